"""Clients that stay signed in, whatever page they have been to: an attack by somebody who was signed out proves nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client

from payung.access.models import User
from tests.users import a_user

_ALIVE = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


class StaysIn(Client):
    """Signs in again before a request if the one before has ended the session, or has made it somebody else's."""

    user: User | None = None
    _known = ""  # the session, as it lay in the database when it was last seen to be this user's

    def request(self, **request: Any) -> Any:
        if self.user is not None and not self._is_signed_in():
            self.cookies.clear()
            self.force_login(self.user)
        return super().request(**request)

    def _is_signed_in(self) -> bool:
        """Asked of the database before every request; whose session it is, only where it is another than before."""
        cookie = self.cookies.get(settings.SESSION_COOKIE_NAME)
        with connection.cursor() as cursor:
            cursor.execute(_ALIVE, [cookie.value if cookie else ""])
            (found,) = cursor.fetchone() or ("",)
        if not found or found == self._known:
            return bool(found)
        mine = self.user is not None and SessionStore().decode(found).get(SESSION_KEY) == str(self.user.pk)
        self._known = found if mine else ""
        return mine


def stays_in(name: str, role: str = "", area: str = "", line: str = "") -> StaysIn:
    """A client of a user who holds one role, or none; a bug is an answer of 500."""
    client = StaysIn(raise_request_exception=False)
    client.user = a_user(name, role, area, line)
    return client
