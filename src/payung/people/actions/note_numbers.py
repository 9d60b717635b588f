"""Note the participant numbers that BPJS has given: in the transaction of its answers, all in one statement."""

from __future__ import annotations

from django.db import connection

from payung.people.queries import statement


def note_numbers() -> int:
    """Writes the number of each worker whose answer stands staged and is fit, and gives how many were new."""
    with connection.cursor() as db:
        db.execute(statement("note_numbers"))
        return int(db.rowcount)
