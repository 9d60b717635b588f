"""Note that the workers just decided on have consented: in the transaction of their enrolment, all in one statement."""

from __future__ import annotations

from datetime import date

from payung.access.queries import prepared
from payung.people.queries import statement


def note_consents(*, on: date, how: str) -> int:
    """Notes the consents of all decided workers, and gives in how many villages that was.

    `how` is form (the worker was there), list (the village says so by sending it) or letter.
    """
    with prepared() as db:
        db.execute(statement("note_consents"), {"on": on, "how": how})
        return int(db.rowcount)
