"""Confirm a link that somebody else has made: from now on it opens. The database asks for an administrator, and another one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.access.actions.ask_role import told_by_the_database
from payung.access.models import Invitation
from payung.units.refusal import Refused

_REFUSALS = {"invitation_is_confirmed_by_an_administrator": "role_change_needs_an_administrator"}


def confirm_invitation(*, invitation: int, username: str, by: str, at: datetime) -> None:
    """The very link that was looked at: one made since has another number. Must run inside `seeing`.

    Raises Refused for a link that is used, revoked, late or confirmed already, or that was made by, or concerns, the one who
    confirms.
    """
    with transaction.atomic():
        asked = Invitation.objects.select_for_update(of=("self",)).filter(
            pk=invitation, user__username=username, used_at=None, revoked_at=None, expires_at__gt=at, confirmed_by=None
        )
        found = asked.first()
        if found is None:
            raise Refused("invitation_not_open")
        if by in (found.made_by, username):
            raise Refused("role_change_needs_another", username=username)
        found.confirmed_by, found.confirmed_at = by, at
        with told_by_the_database(_REFUSALS):
            found.save(update_fields=["confirmed_by", "confirmed_at"])
