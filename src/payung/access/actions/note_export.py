"""Note that people leave the house in a file, under a number that stands in the file too."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from payung.access.actions.note_reading import MOST_LETTERS, note_reading

# Without letters and digits that the eye takes for another.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_ROOM_FOR_NUMBER = 20


def _number() -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def note_export(people: Iterable[int], *, why: str = "", what: str = "export", entries: Iterable[int] = ()) -> str:
    """The number of a file; people and entries of the log in it are noted as read first, under it. Must run inside `seeing`.

    In the transaction in which the people are read, so that no list of people leaves without its note.
    """
    number = _number()
    # The number is never what is cut off from a long reason.
    said = f"{why[: MOST_LETTERS - _ROOM_FOR_NUMBER]}, nomor {number}" if why else f"nomor {number}"
    for table, taken in (("person", people), ("history", entries)):
        if ids := sorted(set(taken)):
            note_reading(what=what, table=table, ids=ids, reason=said)
    return number
