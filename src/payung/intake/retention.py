"""What has outlived its retention, in numbers, and its erasure: workers become pseudonyms, the files of lists go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db import connection
from psycopg import sql

from payung.access.queries import OPERATOR, seeing
from payung.claims.actions.forget_papers import forget_papers
from payung.complaints.actions.forget import forget as forget_complaints
from payung.intake.models import Batch
from payung.intake.receive import folder_of
from payung.intake.report import summary
from payung.people.actions.erase import erase_next
from payung.people.queries import classes, retention, statement
from payung.units.region import Area

_COUNTRY = Area("")
# Classes kept in a table of their own, by the column from which their time runs; erased when the table is there.
_OWN_TABLES = {"bank": ("bank_account", "ended_at"), "health": ("health_result", "measured_on")}


@dataclass(frozen=True, slots=True)
class Due:
    """How many things of one class in one village (or area) have outlived their retention on a day."""

    data: str
    village: str
    count: int


@cache
def _lists() -> str:
    return (Path(__file__).parent / "sql" / "lists_due.sql").read_text("utf-8")


def _by_village(asked: sql.Composable, on: date, months: int) -> list[tuple[str, int]]:
    """How many rows of a statement lie in each village."""
    counted = sql.SQL("SELECT village, count(*) FROM ({}) AS each GROUP BY 1 ORDER BY 1").format(asked)
    with connection.cursor() as db:
        db.execute(counted, {"on": on, "months": months, "after": 0, "limit": None, "ids": None})
        return [(str(village), int(count)) for village, count in db.fetchall()]


def _people_due(on: date) -> list[tuple[str, int]]:
    asked = sql.SQL("SELECT village FROM ({}) AS one WHERE against IS NULL").format(sql.SQL(statement("erasable")))
    return _by_village(asked, on, retention("identity").months)


def _lists_due(on: date) -> list[tuple[str, int]]:
    return _by_village(sql.SQL(_lists()), on, retention("lists").months)


def _complaints_due(on: date) -> list[tuple[str, int]]:
    asked = sql.SQL("""SELECT village FROM complaint WHERE state = 'answered' AND said <> '-'
        AND answered_at + make_interval(months => %(months)s) <= %(on)s::date""")
    return _by_village(asked, on, retention("complaints").months)


def _is_there(table: str) -> bool:
    with connection.cursor() as db:
        db.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        return bool(db.fetchone()[0])


def _rows_due(data: str, on: date) -> list[tuple[str, int]]:
    table, since = _OWN_TABLES[data]
    if not _is_there(table):
        return []
    asked = sql.SQL("SELECT village FROM {} WHERE {} + make_interval(months => %(months)s) <= %(on)s::date")
    return _by_village(asked.format(sql.Identifier(table), sql.Identifier(since)), on, retention(data).months)


def due(on: date) -> list[Due]:
    """What would go on a day, per class and village, in numbers; changes nothing."""
    with seeing(_COUNTRY, by=OPERATOR):
        found = {"identity": _people_due(on), "lists": _lists_due(on), "complaints": _complaints_due(on)}
        found |= {data: _rows_due(data, on) for data in _OWN_TABLES}
    return [Due(data, village, count) for data in classes() for village, count in found.get(data, [])]


def _erase_people(on: date) -> int:
    after, gone = 0, 0
    while True:
        with seeing(_COUNTRY, by=OPERATOR, reason="retention"):
            done = erase_next(after=after, on=on)
        gone += done.people
        if done.last is None:
            return gone
        after = done.last


def _erase_files(batch: Batch, on: date) -> None:
    """The files first, then the note: killed in between, the next run finds nothing left to take and writes the note."""
    with seeing(_COUNTRY, by=OPERATOR, reason="retention"):
        if batch.stage == "landed" and folder_of(batch).source.exists():
            summary(batch)
        folder_of(batch).discard()
        stage = batch.stage if batch.stage in ("landed", "failed", "withdrawn") else "withdrawn"
        Batch.objects.filter(pk=batch.pk).update(files_gone_on=on, stage=stage)


def _erase_lists(on: date) -> int:
    with seeing(_COUNTRY, by=OPERATOR):
        asked = {"months": retention("lists").months, "on": on}
        old = list(Batch.objects.raw(_lists(), asked))
    for batch in old:
        _erase_files(batch, on)
    return len(old)


def _erase_rows(data: str, on: date) -> int:
    """Rows of a class whose time has run out, though their worker's has not; what the log says of before goes with them."""
    table, since = _OWN_TABLES[data]
    with seeing(_COUNTRY, by=OPERATOR, reason="retention"):
        if not _is_there(table):
            return 0
        with connection.cursor() as db:
            db.execute("SELECT erase_rows(%s, %s, %s, %s)", [table, since, retention(data).months, on])
            return int(db.fetchone()[0])


def erase_due(on: date) -> dict[str, int]:
    """Erases what has outlived its retention; gives how many of each class. A second run finds nothing more."""
    done = {"identity": _erase_people(on), "lists": _erase_lists(on)}
    done |= {data: _erase_rows(data, on) for data in _OWN_TABLES}
    with seeing(_COUNTRY, by=OPERATOR):
        done |= {"claims": forget_papers(on=on)}
        return done | {"complaints": forget_complaints(months=retention("complaints").months, on=on)}
