"""The two ways to a role without a second person: the first two administrators, and users of demo mode."""

from __future__ import annotations

from django.db import connection

from payung.access.actions.ask_role import check_role


def seat_administrator(username: str, area: str) -> bool:
    """Makes one of the first two administrators; gives False when there are two already and a second person must decide."""
    with connection.cursor() as db:
        db.execute("SELECT seat_administrator(%s, %s)", [username, area])
        return bool(db.fetchone()[0])


def seat_demo_user(username: str, *, role: str, area: str, line: str = "") -> None:
    """Gives a role to a user of demo mode, whom no password opens. Repeating it changes nothing."""
    check_role(role, area, line)
    with connection.cursor() as db:
        db.execute("SELECT seat_demo_user(%s, %s, %s, %s)", [username, role, area, line])
