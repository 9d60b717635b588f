"""Register the staged workers: new ones get a row, known ones are brought up to date."""

from __future__ import annotations

from dataclasses import dataclass

from payung.access.queries import prepared
from payung.people.queries import statement


@dataclass(frozen=True, slots=True)
class Registered:
    """How many workers were new, and how many known ones have changed."""

    new: int
    changed: int


def pass_over_restricted() -> int:
    """Sets aside the staged workers whose processing is restricted, and gives how many."""
    with prepared() as db:
        db.execute(statement("pass_over_restricted"))
        return int(db.rowcount)


def register() -> Registered:
    """Registers what is staged; what the list leaves out of a known worker stays as it is."""
    with prepared() as db:
        db.execute(statement("register_staged"))
        new = db.rowcount
        db.execute(statement("refresh_staged"))
        return Registered(new, db.rowcount)
