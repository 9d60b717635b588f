"""Users for tests: of demo mode, so that a role can be seated without a second person; no password opens them."""

from __future__ import annotations

from typing import Any

import psycopg
from django.test import Client

from payung.access.actions.invite import invite_demo_user
from payung.access.models import User
from tests.roles import put


def a_user(name: str, role: str = "", area: str = "", line: str = "") -> User:
    """A user who holds one role, or none."""
    if role:
        return invite_demo_user(username=name, full_name=name, role=role, area=area, line=line)
    user = User(username=name, full_name=name, is_demo=True)
    user.set_unusable_password()
    user.save()
    return user


def a_client(name: str, role: str = "", area: str = "", line: str = "") -> Client:
    """A client signed in as a user who holds one role, or none."""
    client = Client()
    client.force_login(a_user(name, role, area, line))
    return client


def a_row(db: psycopg.Connection, **changes: Any) -> str:
    """The row of a demo user, in raw SQL; gives the username."""
    said = {"username": "a", "full_name": "A", "password": "!", "is_active": True, "is_demo": True, **changes}
    put(db, "app_user", **said)
    return str(said["username"])
