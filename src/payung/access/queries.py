"""What a role may do, and whose eyes the database sees with right now."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from psycopg import sql

from payung.access.models import History, Invitation, RoleChange, RoleHeld, ServiceToken, User
from payung.regions.queries import called
from payung.units.region import Area

OPERATOR = "operator"
# Whoever may approve, pay, change roles, run the system or move places must show a second step at sign-in.
SECOND_STEP = ("approve-claims", "pay", "decide-roles", "operate", "release-places")


@cache
def _statement(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


@cache
def roles() -> dict[str, dict[str, Any]]:
    """Every role with its title and its permissions, from `roles.toml`."""
    return tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))


def holds(role: str, permission: str) -> bool:
    """Whether a role holds a permission; an unknown role holds none."""
    return permission in roles().get(role, {}).get("may", [])


@dataclass(frozen=True, slots=True)
class Acting:
    """One person acting under one role held: who, as what, in which area or on which line, from which address."""

    by: str
    role: str = ""
    area: str = ""
    line: str = ""
    address: str = ""
    held: int = 0
    others: tuple[Acting, ...] = ()

    @property
    def sees(self) -> Area:
        return Area(self.area)

    @property
    def title(self) -> str:
        return str(roles().get(self.role, {}).get("title", self.role))

    def may(self, permission: str) -> bool:
        return holds(self.role, permission)


NOBODY = Acting("")


def may(acting: object, permission: str) -> bool:
    """Whether somebody acts under a role that holds a permission; a visitor holds none."""
    return isinstance(acting, Acting) and acting.may(permission)


def demo_users() -> list[User]:
    """The users that exist in demo mode only, in the order in which they were made."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("id"))


def roles_of(username: str) -> list[RoleHeld]:
    """The roles that a user holds, the first given first. Must run inside `seeing` or `acting_as`."""
    return list(RoleHeld.objects.filter(username=username))


@dataclass(frozen=True, slots=True)
class RoleOf:
    """A role held, with its user and the region it is held in: one row a user and role."""

    username: str
    full_name: str
    is_active: bool
    last_login: datetime | None
    held: int
    role: str
    area: str
    kind: str | None
    region: str | None
    line: str

    @property
    def title(self) -> str:
        return str(roles().get(self.role, {}).get("title", self.role))

    @property
    def place(self) -> str:
        return called(self.kind, self.region) if self.kind and self.region else self.area


def users_with_roles(*, name: str = "", after: str = "", users: int = 50) -> tuple[list[RoleOf], str]:
    """One page of users by name with the roles they hold in the area that is seen, and the name to go on from, if any.

    `name` is the beginning of a user name.
    """
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = f"{escaped}%" if name else ""
    with connection.cursor() as db:
        db.execute(_statement("users_with_roles"), {"after": after, "name": pattern, "limit": users + 1})
        rows = [RoleOf(*row) for row in db.fetchall()]
    names = list(dict.fromkeys(row.username for row in rows))
    shown = [row for row in rows if row.username in names[:users]]
    return shown, names[users - 1] if len(names) > users else ""


def waiting_changes() -> list[RoleChange]:
    """The role changes of the area that wait for a decision, the oldest first; the first two hundred."""
    return list(RoleChange.objects.filter(decided_by=None).order_by("id")[:200])


def _set(**settings: str) -> None:
    """Settings of this transaction, read by row-level security and by the history; gone at its end."""
    each = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    named = [part for name, value in settings.items() for part in (f"payung.{name}", value)]
    with connection.cursor() as db:
        db.execute(f"SELECT {each}", named)


def _eyes(area: Area, role: str, line: str) -> dict[str, str]:
    """The two ranges that a role sees: of people, and of numbers. A role on a line sees neither, but the sums of its line."""
    anything = not role
    people = not line and (anything or holds(role, "see"))
    numbers = not line and (people or holds(role, "see-numbers"))
    return {
        "area_from": area.starts if people else "",
        "area_until": area.ends if people else "",
        "numbers_from": area.starts if numbers else "",
        "numbers_until": area.ends if numbers else "",
        "held_from": area.starts if holds(role, "ask-roles") or anything else "",
        "held_until": area.ends if holds(role, "ask-roles") or anything else "",
        "line": line,
    }


def must_have_second_step(acting: Acting) -> bool:
    """Whether somebody holds a permission that wants a second step at sign-in, under this role or any other held."""
    return any(each.may(permission) for each in (acting, *acting.others) for permission in SECOND_STEP)


def open_invitations(at: datetime) -> list[Invitation]:
    """The links of the area seen that still open something, with their users, the next to expire first."""
    asked = Invitation.objects.select_related("user").filter(used_at=None, revoked_at=None, expires_at__gt=at)
    return list(asked.filter(user__username__in=_in_sight()).order_by("expires_at"))


def _in_sight() -> QuerySet[Any, Any]:
    """The names of users who hold, or are to hold, a role in the area that is seen."""
    return RoleHeld.objects.values("username").union(RoleChange.objects.values("username"))


def may_look_after(username: str, acting: Acting) -> bool:
    """Whether a user belongs to the area acted in alone: nobody throws out, or lets in, whoever stands above."""
    with connection.cursor() as db:
        db.execute("SELECT holds_outside(%s, %s)", [username, acting.area])
        outside = db.fetchone()[0]
    return not outside and any(each["username"] == username for each in _in_sight())


def service_tokens() -> list[ServiceToken]:
    """Every token that was ever issued, by name; the tokens themselves are nowhere."""
    return list(ServiceToken.objects.order_by("name"))


def token_holder(token_hash: str, at: datetime) -> ServiceToken | None:
    """The token that is neither late nor revoked, and from now on known to have been used, to the hour."""
    kept = ServiceToken.objects.filter(token_hash=token_hash, revoked_at=None, expires_at__gt=at).first()
    if kept and (kept.last_used_at is None or at - kept.last_used_at > timedelta(hours=1)):
        ServiceToken.objects.filter(pk=kept.pk).update(last_used_at=at)
    return kept


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
    """One transaction with the eyes of a program: people of its area with `see`, numbers with `see-numbers`, else nothing."""
    area, hidden = token.sees, ("", "")
    people = (area.starts, area.ends) if "see" in token.permissions else hidden
    numbers = (area.starts, area.ends) if "see-numbers" in token.permissions else people
    ranges = {"area_from": people[0], "area_until": people[1], "numbers_from": numbers[0], "numbers_until": numbers[1]}
    nobody = {"held_from": "", "held_until": "", "line": "", "reason": ""}
    with transaction.atomic():
        _set(by=f"token:{token.name}", role="service", area=area.code, address=address, **ranges, **nobody)
        yield


PAGE = 50
_LAST_ID = 2**63 - 1


def _page(found: QuerySet[History], before: int | None) -> tuple[list[History], int | None]:
    rows = list(found.filter(id__lt=before or _LAST_ID).order_by("-id")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def done_by(username: str, *, before: int | None = None) -> tuple[list[History], int | None]:
    """One page of what a user did, the newest first, and the number to go on from, if any. In the area that is seen."""
    return _page(History.objects.filter(by=username), before)


def changes_of(table: str, row: int, *, before: int | None = None) -> tuple[list[History], int | None]:
    """One page of what was changed on a row, the newest first."""
    changes = History.objects.filter(table_name=table, verb__in=("U", "D"), row_ids__0=row)
    return _page(changes, before)


def readings_of(table: str, row: int, *, before: int | None = None) -> tuple[list[History], int | None]:
    """One page of who read a row or took it out in an export, the newest first."""
    with connection.cursor() as db:
        db.execute("SELECT readings_of(%s, %s, %s, %s)", [table, row, before or _LAST_ID, PAGE + 1])
        ids = [number for (number,) in db.fetchall()]
    return _page(History.objects.filter(id__in=ids), before)


def row_as_it_is(table: str, row: int) -> dict[str, Any]:
    """What a row says now, by column; empty when it is gone or not seen."""
    with connection.cursor() as db:
        statement = sql.SQL("SELECT to_jsonb(kept) FROM {} AS kept WHERE id = %s").format(sql.Identifier(table))
        db.execute(statement, [row])
        found = db.fetchone()
    return dict(json.loads(found[0]) if isinstance(found[0], str) else found[0]) if found else {}
