"""End all sessions of a user: whoever is signed in under this name is out at the next click."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from payung.access.models import User
from payung.units.refusal import Refused


def end_sessions(*, username: str) -> int:
    """Ends every session of a user and gives how many there were. Raises Refused("user_unknown")."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused("user_unknown", username=username)
    kept = UserSession.objects.purge_and_list(user)
    for session in kept:
        session.end()
    return len(kept)
