"""Forget the second steps of a user whose phone and recovery codes are gone; the next sign-in sets up new ones."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from payung.access.actions.end_sessions import end_sessions
from payung.access.models import User


def forget_second_steps(*, username: str) -> int:
    """Removes apps, passkeys and recovery codes, ends all sessions, and gives how many were removed. Raises Refused.

    For whoever runs the machine alone, never for a page: an administrator who could take away another's second step
    and make a link for a password would be two people.
    """
    end_sessions(username=username)
    user = User.objects.get(username=username)
    return Authenticator.objects.filter(user=user).delete()[0]
