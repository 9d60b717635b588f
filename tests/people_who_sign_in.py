"""Users for tests: invited, and with the password that they chose."""

from __future__ import annotations

from django.utils import timezone

from payung.access.actions.accept_invitation import accept_invitation
from payung.access.actions.invite import invite
from payung.access.models import User

PASSWORD = "payung-teduh-sawah-sore"


def invited(username: str, role: str = "village-clerk", area: str = "32.14.16.2005", full_name: str = "Sari") -> str:
    """The token of the invitation of a new user."""
    return invite(username=username, full_name=full_name, role=role, area=area, by="test", at=timezone.now())


def a_user(username: str, role: str = "village-clerk", area: str = "32.14.16.2005", full_name: str = "Sari") -> User:
    """A user who has opened the invitation and set PASSWORD."""
    token = invited(username, role, area, full_name)
    return accept_invitation(token=token, password=PASSWORD, at=timezone.now())
