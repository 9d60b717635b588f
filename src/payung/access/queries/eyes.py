"""Whose eyes the database sees with right now: settings of one transaction, read by row-level security."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection, transaction

from payung.access.models import RoleHeld, ServiceToken, User
from payung.access.queries.acting import (
    Acting,
    holds,
)
from payung.units.region import Area


def _set(**settings: str) -> None:
    """Settings of this transaction, read by row-level security and by the history; gone at its end."""
    each = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    named = [part for name, value in settings.items() for part in (f"payung.{name}", value)]
    with connection.cursor() as db:
        db.execute(f"SELECT {each}", named)


def _keep_plans() -> None:
    """Prepared statements of this transaction keep their plans, with the policies of every table in them.

    A page asks the same few statements about one place or another; planning them anew took longer than reading.
    """
    with connection.cursor() as db:
        db.execute("SET LOCAL plan_cache_mode = force_generic_plan")


def _eyes(area: Area, role: str, line: str) -> dict[str, str]:
    """The ranges that a role sees: people, their claims, numbers. A role on a line sees none, but the sums of its line."""
    anything = not role
    people = not line and (anything or holds(role, "see"))
    claims = people and (anything or holds(role, "see-claims"))
    numbers = not line and (people or holds(role, "see-numbers"))
    return {
        "area_from": area.starts if people else "",
        "area_until": area.ends if people else "",
        "claims_from": area.starts if claims else "",
        "claims_until": area.ends if claims else "",
        "numbers_from": area.starts if numbers else "",
        "numbers_until": area.ends if numbers else "",
        "held_from": area.starts if holds(role, "ask-roles") or anything else "",
        "held_until": area.ends if holds(role, "ask-roles") or anything else "",
        "breach_from": area.starts if holds(role, "manage-breach") or anything else "",
        "breach_until": area.ends if holds(role, "manage-breach") or anything else "",
        "line": line,
    }


@contextmanager
def seeing(
    area: Area, *, by: str, role: str = "", line: str = "", address: str = "", reason: str = ""
) -> Iterator[None]:
    """One transaction that sees and writes only what lies in the area, under somebody's name.

    Row-level security reads these settings; they end with the transaction, and without them there are no rows. Without a
    role it is the program itself (a command, a test) that looks; with one, only what the role may see.
    """
    with transaction.atomic():
        _set(by=by, role=role, area=area.code, address=address, reason=reason, **_eyes(area, role, line))
        yield


def roles_of(username: str) -> list[RoleHeld]:
    """The roles that a user holds, the first given first. Must run inside `seeing` or `acting_as`."""
    return list(RoleHeld.objects.filter(username=username))


def _chosen(held: list[RoleHeld], wanted: int | None) -> RoleHeld | None:
    """The role held that was chosen, or the first one."""
    return next((each for each in held if each.pk == wanted), held[0] if held else None)


def _under(held: RoleHeld, address: str) -> Acting:
    return Acting(held.username, held.role, held.area, held.line, address, held.pk)


@contextmanager
def acting_as(user: User, *, wanted: int | None, address: str) -> Iterator[Acting]:
    """One transaction in which a user acts under the role held that was chosen, or the first; nothing is seen without one.

    Read anew at every request, so that a role that was taken is gone at once.
    """
    with transaction.atomic():
        _keep_plans()
        _set(by=user.username, role="", area="", address=address, reason="")
        all_held = roles_of(user.username) if user.is_active else []
        held = _chosen(all_held, wanted)
        if held is None:
            yield Acting(user.username, address=address)
            return
        _set(role=held.role, area=held.area, **_eyes(Area(held.area), held.role, held.line))
        others = tuple(_under(each, address) for each in all_held if each != held)
        yield replace(_under(held, address), others=others)


@contextmanager
def seeing_by_token(token: ServiceToken, *, address: str) -> Iterator[None]:
    """One transaction with the eyes of a program: people of its area with `see`, numbers with `see-numbers`, else nothing; no
    claim to any of them."""
    area, hidden = token.sees, ("", "")
    people = (area.starts, area.ends) if "see" in token.permissions else hidden
    numbers = (area.starts, area.ends) if "see-numbers" in token.permissions else people
    ranges = {"area_from": people[0], "area_until": people[1], "numbers_from": numbers[0], "numbers_until": numbers[1]}
    nobody = {"claims_from": "", "claims_until": "", "held_from": "", "held_until": "", "line": "", "reason": ""}
    with transaction.atomic():
        _set(by=f"token:{token.name}", role="service", area=area.code, address=address, **ranges, **nobody)
        yield
