"""The two roles of the database in a transaction of their own that is always rolled back, and a small world to break."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg
import pytest

from payung.units.region import Area

TANJUNGSARI, NEIGHBOUR, ELSEWHERE = "32.14.16.2005", "32.14.16.2006", "33.01.01.2001"
NOVEMBER, DECEMBER = date(2025, 11, 1), date(2025, 12, 1)
_BY_MONTH = ("cover_month", "cover_count", "invoice_item", "invoice_credit")  # tables without an id


def see(db: psycopg.Connection, area: str) -> psycopg.Connection:
    """The same connection with the eyes of an area; the empty code is the whole country."""
    seen = Area(area)
    ranges = {f"{eyes}_{end}": code for eyes in ("area", "claims", "numbers", "held", "breach")
              for end, code in (("from", seen.starts), ("until", seen.ends))}  # fmt: skip
    return say(db, by="test", area=area, **ranges)


def say(db: psycopg.Connection, **settings: str) -> psycopg.Connection:
    """The same connection with these settings of the program, until the end of the transaction."""
    for name, value in settings.items():
        db.execute("SELECT set_config(%s, %s, true)", [f"payung.{name}", value])
    return db


@contextmanager
def _undone(url: str) -> Iterator[psycopg.Connection]:
    # Whoever waits for another transaction of the same test would wait for ever.
    with psycopg.connect(url, options="-c lock_timeout=30s") as db:
        try:
            yield db
        finally:
            db.rollback()


@contextmanager
def as_owner() -> Iterator[psycopg.Connection]:
    """The owner of the tables, bound by constraints but not by areas."""
    with _undone(os.environ["DATABASE_OWNER_URL"]) as db:
        yield db


@contextmanager
def as_app(area: str | None = "") -> Iterator[psycopg.Connection]:
    """The role of the program with the eyes of an area; None is no area at all."""
    with _undone(os.environ["DATABASE_URL"]) as db:
        if area is not None:
            see(db, area)
        yield db


@contextmanager
def breaks(db: psycopg.Connection, constraint: str) -> Iterator[None]:
    """What is written inside must be refused by this very constraint, at once or when it would be committed."""
    with pytest.raises(psycopg.errors.IntegrityError) as refused, db.transaction():
        yield
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert _sentence(db, str(refused.value.diag.constraint_name)) == constraint


def _sentence(db: psycopg.Connection, name: str) -> str:
    """The name of a constraint where it was written: a partition carries its table's under a name of its own."""
    whole = db.execute("SELECT whole.conname FROM pg_constraint part JOIN pg_constraint whole"
                       " ON whole.oid = part.conparentid WHERE part.conname = %s", [name]).fetchone()  # fmt: skip
    return str(whole[0]) if whole else name


def put(db: psycopg.Connection, table: str, **columns: Any) -> Any:
    """Writes one row and gives its first column."""
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    key = {"programme": "code", "region": "code"}.get(table, "month" if table in _BY_MONTH else "id")
    # The id is drawn first: a row outside the area could not be read back.
    return db.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {key}", [*columns.values()]
    ).fetchone()[0]


def a_programme(db: psycopg.Connection, **changes: Any) -> str:
    said = {"code": "p", "name": "P", "region": "32.14", "village_target": 100, "occupations": "[]", "file_digest": "x"}
    return str(put(db, "programme", **{**said, **changes}))


def a_line(db: psycopg.Connection, **changes: Any) -> int:
    said = {
        "code": "l",
        "programme_code": "p",
        "region": "32.14",
        "name": "L",
        "kind": "csr",
        "payer": "PT",
        "first_month": NOVEMBER,
    }
    line = int(put(db, "funding_line", **{**said, "months": 2, "existing": False, **changes}))
    a_pledge(db, line, region=changes.get("region", "32.14"))
    return line


def a_pledge(db: psycopg.Connection, line: int, **changes: Any) -> int:
    """Money enough for every test that is not about money."""
    said = {
        "entry": 1,
        "line_id": line,
        "region": "32.14",
        "kind": "pledge",
        "from_account": "promise",
        "to_account": "left",
    }
    more = {"amount_idr": 1_000_000_000, "made_on": NOVEMBER, "reason": "pledge"}
    return int(put(db, "transfer", **{**said, **more, **changes}))


def a_person(db: psycopg.Connection, **changes: Any) -> int:
    said = {"nik": "3214991705800001", "name": "SITI", "birth_on": date(1980, 5, 17), "village": TANJUNGSARI}
    return int(put(db, "person", **{**said, **changes}))


def an_enrolment(db: psycopg.Connection, person: int, line: int, **changes: Any) -> int:
    said = {
        "village": TANJUNGSARI,
        "state": "placed",
        "sector": "other",
        "proposed_on": NOVEMBER,
        "batch": 1,
        "sheet_row": 2,
    }
    return int(put(db, "enrolment", person_id=person, line_id=line, **{**said, **changes}))


def a_month(db: psycopg.Connection, person: int, line: int, **changes: Any) -> None:
    said = {"month": NOVEMBER, "village": TANJUNGSARI, "price_idr": 16_800}
    put(db, "cover_month", person_id=person, line_id=line, **{**said, **changes})


def a_batch(db: psycopg.Connection, line: int, **changes: Any) -> int:
    said = {"fingerprint": "f", "file_name": "a.csv", "programme_id": "p", "area": TANJUNGSARI, "judged_on": NOVEMBER}
    more = {"stage": "received", "received_at": NOVEMBER, "received_by": "test"}
    return int(put(db, "batch", line_id=line, **{**said, **more, **changes}))


def open_november(db: psycopg.Connection) -> None:
    db.execute("SELECT open_months('2025-11-01', '2026-01-01')")


def a_world(db: psycopg.Connection) -> tuple[int, int]:
    """A programme, a line, a worker placed on it, and the months opened. Gives the worker and the line."""
    a_programme(db)
    line, person = a_line(db), a_person(db)
    an_enrolment(db, person, line)
    open_november(db)
    return person, line
