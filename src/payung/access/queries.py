"""What a role may do, and whose eyes the database sees with right now."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.db import connection, transaction

from payung.access.models import User
from payung.units.region import Area

OPERATOR = "operator"


@cache
def roles() -> dict[str, dict[str, object]]:
    """Every role with its title and its permissions, from `roles.toml`."""
    return tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))


def may(user: object, permission: str) -> bool:
    """Whether somebody is a user whose role holds a permission; a visitor holds none."""
    if not isinstance(user, User):
        return False
    held = roles().get(user.role, {}).get("may", [])
    return user.is_active and isinstance(held, list) and permission in held


def demo_users() -> list[User]:
    """The users that exist in demo mode only, by name."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("area", "username"))


@contextmanager
def seeing(area: Area, *, by: str) -> Iterator[None]:
    """One transaction that sees and writes only what lies in the area, under somebody's name.

    Row-level security reads both settings; they end with the transaction, and without them there are no rows.
    """
    with transaction.atomic():
        with connection.cursor() as db:
            db.execute(
                "SELECT set_config('payung.area_from', %s, true), set_config('payung.area_until', %s, true),"
                " set_config('payung.by', %s, true)",
                [area.starts, area.ends, by],
            )
        yield
