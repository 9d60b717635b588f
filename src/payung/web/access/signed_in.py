"""A request behind `needs`: whoever asks has signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from payung.access.models import User
    from payung.access.queries import Acting


class SignedIn(HttpRequest):
    """What a view guarded by `needs` is given; its user is a person, never nobody."""

    user: User
    acting: Acting
