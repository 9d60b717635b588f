"""Change a password; whether it is good enough was asked at the door."""

from __future__ import annotations

from payung.access.models import User


def change_password(*, username: str, password: str) -> None:
    """Sets the password of a user. Sessions that were opened with the old one end by themselves."""
    user = User.objects.get(username=username, is_demo=False)
    user.set_password(password)
    user.save(update_fields=["password"])
