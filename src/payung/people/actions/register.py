"""Register the staged workers: new ones get a row, known ones are brought up to date."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from payung.people.queries import statement


@dataclass(frozen=True, slots=True)
class Registered:
    """How many workers were new, moved here from another village, and changed."""

    new: int
    moved: int
    changed: int


_MOVE = """
    SELECT move_people(array_agg(nik::text), array_agg(village::text)) FROM staged WHERE known AND outcome IS NULL
"""


def register() -> Registered:
    """Registers what is staged. A worker known elsewhere and covered by nobody moves to the village that proposes now."""
    with connection.cursor() as db:
        db.execute(statement("register_staged"))
        new = db.rowcount
        db.execute(_MOVE)
        moved = int(db.fetchone()[0] or 0)
        db.execute(statement("refresh_staged"))
        return Registered(new, moved, db.rowcount)
