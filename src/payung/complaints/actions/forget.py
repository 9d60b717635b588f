"""Forget the words of complaints that have outlived their retention; numbers, days and steps stay."""

from __future__ import annotations

from datetime import date

from django.db import connection


def forget(*, months: int, on: date) -> int:
    """Takes the words of complaints answered so many months before a day; gives how many. Must run inside `seeing`."""
    with connection.cursor() as db:
        db.execute("SELECT forget_complaints(%s, %s)", [months, on])
        return int(db.fetchone()[0])
