"""Clients that stay signed in, whatever page they have been to: an attack by somebody who was signed out proves nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client

from payung.access.models import User
from tests.users import a_user


class StaysIn(Client):
    """Signs in again before a request if the one before has ended the session, or has made it somebody else's."""

    user: User | None = None

    def request(self, **request: Any) -> Any:
        if self.user is not None and self.session.get(SESSION_KEY) != str(self.user.pk):
            self.cookies.clear()
            self.force_login(self.user)
        return super().request(**request)


def stays_in(name: str, role: str = "", area: str = "", line: str = "") -> StaysIn:
    """A client of a user who holds one role, or none; a bug is an answer of 500."""
    client = StaysIn(raise_request_exception=False)
    client.user = a_user(name, role, area, line)
    return client
