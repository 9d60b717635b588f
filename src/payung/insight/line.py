"""What one funding line protects, in sums alone: for its sponsor, who sees nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

PAGE = 50
# A village with fewer workers than this is not named: a number of one or two would tell who it is.
FEWEST = 5


@cache
def _statement(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class LineMonth:
    """One month of a line: how many workers in how many villages, and what they cost in rupiah."""

    month: date
    workers: int
    villages: int
    price_idr: int


@dataclass(frozen=True, slots=True)
class LineVillage:
    """Workers of a line in one village in a month; without a code the small villages together, `villages` of them."""

    rank: int
    code: str
    kind: str | None
    name: str | None
    district: str | None
    workers: int
    villages: int


def months_of_line(line_id: int) -> list[LineMonth]:
    """The months that a line has paid, the earliest first."""
    with connection.cursor() as db:
        db.execute(_statement("line_months"), {"line": line_id})
        return [LineMonth(*row) for row in db.fetchall()]


def villages_of_line(line_id: int, month: date, *, after: int = 0) -> tuple[list[LineVillage], bool]:
    """One page of the villages of a line in a month, the most workers first, and whether there are more."""
    facts: dict[str, Any] = {"line": line_id, "month": month, "after": after, "limit": PAGE + 1, "fewest": FEWEST}
    with connection.cursor() as db:
        db.execute(_statement("line_villages"), facts)
        rows = [LineVillage(*row) for row in db.fetchall()]
    return rows[:PAGE], len(rows) > PAGE
