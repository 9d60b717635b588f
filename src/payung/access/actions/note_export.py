"""Note that people leave the house in a file, under a number that stands in the file too."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db import connection

from payung.access.actions.note_reading import MOST_LETTERS, note_reading

# Without letters and digits that the eye takes for another.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_ROOM_FOR_NUMBER = 20


def _number() -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def _note_leaving(what: str, said: str) -> None:
    with connection.cursor() as db:
        db.execute("SELECT record_leaving(%s, %s)", [what, said])


def note_export(
    people: Iterable[int],
    *,
    why: str = "",
    what: str = "export",
    entries: Iterable[int] = (),
    lists: Iterable[int] = (),
) -> str:
    """The number of a file; people, entries of the log and lists in it are noted as read first, under it.

    The log knows every number: where nobody and nothing stands in the file, the region acted for is noted. Must run inside
    `seeing`, in the transaction in which the people are read, so that no list of people leaves without its note.
    """
    number = _number()
    # The number is never what is cut off from a long reason.
    said = f"{why[: MOST_LETTERS - _ROOM_FOR_NUMBER]}, nomor {number}" if why else f"nomor {number}"
    read = (("person", what, people), ("history", what, entries), ("batch", "file", lists))
    noted = [
        note_reading(what=how, table=table, ids=ids, reason=said)
        for table, how, taken in read
        if (ids := sorted(set(taken)))
    ]
    if not any(noted):
        _note_leaving(what, said)
    return number
