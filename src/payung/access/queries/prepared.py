"""How statements are asked that come again and again: prepared once a connection, so that the server keeps their plans.

A plan holds the row-level policies of every table in it: making it anew took longer than most such statements themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper


class _Prepared(psycopg.Cursor[Any]):
    """Sends the values beside the text: Django's own cursor writes them into it, and every question is new to the server."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> _Prepared:
        return super().execute(query, params, prepare=True)


@contextmanager
def prepared() -> Iterator[CursorWrapper]:
    """A cursor of this connection whose statements are prepared; one statement a call, values only where values may stand."""
    connection.ensure_connection()
    with _Prepared(connection.connection) as cursor, CursorWrapper(cursor, connection) as db:
        yield db


# Which tables of its own a connection is known to have: only those of transactions that ended well.
_LAID_OUT: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def lay_out(table: str, *, make: str, clear: str) -> None:
    """Makes a temporary table of this connection where it has none yet, and empties it of what this transaction laid out before.

    `make` creates it `IF NOT EXISTS ... ON COMMIT DELETE ROWS`. A connection that had it in a transaction that ended well has it.
    """
    connection.ensure_connection()
    known = _LAID_OUT.setdefault(connection.connection, set())
    if table not in known:
        with connection.cursor() as db:
            db.execute(make)
        transaction.on_commit(lambda: known.add(table))
    with prepared() as db:
        db.execute(clear)
