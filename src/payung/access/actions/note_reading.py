"""Note that somebody read what is not shown to everyone who sees the row: who, when, from where, and why."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from payung.units.refusal import Refused

MOST_LETTERS = 300


def note_reading(*, what: str, table: str, ids: Iterable[int], reason: str) -> bool:
    """Writes one row of history a village: these rows were read. `what` is nik, health, bank, file or export.

    Gives whether there was anything to write: not when none of these rows is there.

    In the transaction of the reading itself, so that there is no reading without its note. Raises Refused("reason_missing")
    when nobody said why.
    """
    said = " ".join(reason.split())[:MOST_LETTERS]
    if not said:
        raise Refused("reason_missing")
    with connection.cursor() as db:
        db.execute("SELECT record_reading(%s, %s, %s, %s) IS NOT NULL", [what, table, list(ids), said])
        return bool(db.fetchone()[0])
