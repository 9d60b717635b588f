"""Lay the fit rows of a batch on the staging table, from which everything else is set-based SQL."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from payung.access.queries import lay_out
from payung.people.queries import statement

COLUMNS = (
    "sheet_row", "nik", "name", "birth_on", "sex", "village", "address", "occupation", "sector", "phone",
    "mother_name", "income_idr", "kk", "kpj", "decile", "heir_name", "heir_relation", "member_since",
)  # fmt: skip

_FEW = 1_000  # rows, of which the server needs no statistics


def stage(csv_chunks: Iterable[bytes]) -> int:
    """Copies CSV without heading (columns as COLUMNS; an unquoted nothing is null) and gives the number of rows staged.

    Must run inside a transaction: the table is empty after it.
    """
    lay_out("staged", make=statement("stage"), clear=statement("clear_staged"))
    with connection.cursor() as db:
        with db.copy(f"COPY staged ({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv)") as rows:
            for chunk in csv_chunks:
                rows.write(chunk)
        staged = int(db.rowcount)
        if staged > _FEW:
            db.execute("ANALYZE staged")
        return staged
