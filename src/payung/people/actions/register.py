"""Register the staged workers: new ones get a row, known ones are brought up to date."""

from __future__ import annotations

from payung.access.queries import prepared
from payung.people.queries import statement


def pass_over_restricted() -> int:
    """Sets aside the staged workers whose processing is restricted, and gives how many."""
    with prepared() as db:
        db.execute(statement("pass_over_restricted"))
        return int(db.rowcount)


def register() -> int:
    """Gives a row to every staged worker who was not known yet, and says how many those are."""
    with prepared() as db:
        db.execute(statement("register_staged"))
        return int(db.rowcount)


def refresh() -> int:
    """Takes over what the list says anew about known workers, and says how many have changed; what it leaves out stays."""
    with prepared() as db:
        db.execute(statement("refresh_staged"))
        return int(db.rowcount)
