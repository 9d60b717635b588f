"""Accept an invitation: the password is set and the link is used up, both or neither."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.access.actions.make_invitation import hash_of
from payung.access.models import Invitation, User
from payung.access.queries import WAITS
from payung.units.refusal import Refused


def invited_user(*, token: str, at: datetime) -> User:
    """Whom an open link invites. Raises Refused("invitation_not_open") for one that is used, revoked, late or made up,
    Refused("invitation_waits") for one that another administrator has still to confirm.
    """
    return _open(token, at).user


def accept_invitation(*, token: str, password: str, at: datetime) -> User:
    """Sets the password and gives the user; whoever comes second with the same link is refused. Raises Refused."""
    with transaction.atomic():
        invitation = _open(token, at, lock=True)
        invitation.used_at = at
        invitation.save(update_fields=["used_at"])
        user = invitation.user
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def _open(token: str, at: datetime, *, lock: bool = False) -> Invitation:
    asked = Invitation.objects.select_related("user").annotate(waits=WAITS)
    asked = asked.select_for_update(of=("self",)) if lock else asked
    found = asked.filter(token_hash=hash_of(token), used_at=None, revoked_at=None, expires_at__gt=at).first()
    if found is None or not found.user.is_active:
        raise Refused("invitation_not_open")
    if found.waits:
        raise Refused("invitation_waits")
    return found
