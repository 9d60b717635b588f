"""Ask that a role be given to a user, or taken: nothing changes until another person has decided."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from payung.access.models import RoleChange, RoleHeld, User
from payung.access.queries import roles
from payung.units.refusal import Refused
from payung.units.region import is_region_code

_LONGEST_LINE = 40
_REFUSALS = {
    "role_change_waits_once": "role_change_waits",
    "role_change_is_on_a_line_of_the_area": "role_line_outside",
}


def check_role(role: str, area: str, line: str) -> None:
    """Raises Refused for an unknown role, an area that is no region code, or a line where it does not belong."""
    if role not in roles():
        raise Refused("role_unknown", role=role, known=", ".join(roles()))
    if area and not is_region_code(area):
        raise Refused("region_unknown", given=area)
    if bool(line) is not bool(roles()[role].get("on_a_line")) or len(line) > _LONGEST_LINE:
        raise Refused("role_line_misplaced", role=role)


def _check_state(username: str, role: str, area: str, line: str, verb: str) -> None:
    if not User.objects.filter(username=username).exists():
        raise Refused("user_unknown", username=username)
    same = {"username": username, "role": role, "area": area, "line": line}
    if RoleChange.objects.filter(**same, decided_by=None).exists():
        raise Refused("role_change_waits", username=username)
    if RoleHeld.objects.filter(**same).exists() is (verb == "give"):
        raise Refused("role_change_changes_nothing", username=username)


@contextmanager
def told_by_the_database(sentences: dict[str, str], **facts: Any) -> Iterator[None]:
    """What a constraint refuses, as the refusal of that name: whoever was a moment faster is told in words, not as a bug."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if broken not in sentences:
            raise
        raise Refused(sentences[broken], **facts) from error


def ask_role(
    *, username: str, role: str, area: str, line: str = "", verb: str = "give", why: str, by: str, at: datetime
) -> RoleChange:
    """A role change that waits for somebody else's decision. Must run inside `seeing`, with the area in sight.

    Raises Refused for an unknown user, role or area, a missing reason, a line of another area, or a change that waits already or
    changes nothing.
    """
    check_role(role, area, line)
    if not (said := " ".join(why.split())[:300]):
        raise Refused("reason_missing")
    _check_state(username, role, area, line, verb)
    with told_by_the_database(_REFUSALS, username=username, line=line):
        return RoleChange.objects.create(
            username=username, role=role, area=area, line=line, verb=verb, why=said, asked_by=by, asked_at=at
        )
