"""Decide a role change that somebody else has asked for; the database gives or takes the role in the same statement."""

from __future__ import annotations

from datetime import datetime

from payung.access.actions.ask_role import told_by_the_database
from payung.access.models import RoleChange
from payung.units.refusal import Refused

_REFUSALS = {
    "two_administrators_stay": "role_change_leaves_one_administrator",
    "role_change_is_decided_by_an_administrator": "role_change_needs_an_administrator",
    "role_change_is_on_a_line_of_the_area": "role_line_outside",
}


def decide_role(*, change: int, granted: bool, by: str, at: datetime) -> RoleChange:
    """The decided change. Must run inside `seeing`.

    Raises Refused for a change that is not in sight, is decided already, or was asked for by, or concerns, the one who decides;
    when it would leave one administrator alone, its line is one of another area, or the one who decides is none (any more).
    """
    asked = RoleChange.objects.select_for_update().filter(pk=change).first()
    if asked is None:
        raise Refused("role_change_unknown")
    if asked.decided_by is not None:
        raise Refused("role_change_decided", by=asked.decided_by)
    if by in (asked.asked_by, asked.username):
        raise Refused("role_change_needs_another", username=asked.username)
    asked.decided_by, asked.decided_at, asked.granted = by, at, granted
    with told_by_the_database(_REFUSALS, line=asked.line):
        asked.save(update_fields=["decided_by", "decided_at", "granted"])
    return asked
