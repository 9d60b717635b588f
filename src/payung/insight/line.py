"""What one funding line protects, in sums alone: for its sponsor, who sees nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.insight.read import rows

PAGE = 50
# A village with fewer workers than this is not named: a number of one or two would tell who it is.
FEWEST = 5


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
    return [LineMonth(*row) for row in rows("line_months", {"line": line_id})]


def villages_of_line(line_id: int, month: date, *, after: int = 0) -> tuple[list[LineVillage], bool]:
    """One page of the villages of a line in a month, the most workers first, and whether there are more."""
    facts: dict[str, Any] = {"line": line_id, "month": month, "after": after, "limit": PAGE + 1, "fewest": FEWEST}
    found = [LineVillage(*row) for row in rows("line_villages", facts)]
    return found[:PAGE], len(found) > PAGE
