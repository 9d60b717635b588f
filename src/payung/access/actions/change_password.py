"""Change a password; whether it is good enough was asked at the door."""

from __future__ import annotations

from payung.access.models import User
from payung.units.refusal import Refused


def change_password(*, user: User, password: str) -> None:
    """Sets the password of a user. Sessions that were opened with the old one end by themselves."""
    if user.is_demo:
        raise Refused("demo_user_has_no_password")
    user.set_password(password)
    user.save(update_fields=["password"])
