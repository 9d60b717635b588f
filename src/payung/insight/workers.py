"""Workers as lists, fifty a page by key: of a village with their cover on a day, in the queue by rank, by name in an area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from payung.insight.read import rows
from payung.people.queries import by_id
from payung.units.month import Month
from payung.units.region import Area

PAGE = 50
STATES = ("covered", "waiting", "uncovered")
_LAST_CHARACTER = "\U0010ffff"
_Row = TypeVar("_Row", bound="Worker | Waiting")


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker on a day: who pays the month and the last month of that unbroken run, the line waited for, the latest card."""

    id: int
    nik_masked: str
    name: str
    occupation: str | None
    village: str
    payer: str | None
    payer_kind: str | None
    last_month: date | None
    waiting_for: str | None
    card: str | None

    @property
    def state(self) -> str:
        """covered, waiting or uncovered."""
        return "covered" if self.payer else "waiting" if self.waiting_for else "uncovered"

    @property
    def until(self) -> date | None:
        """The last covered day of the run."""
        return Month.of(self.last_month).last_day if self.last_month else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One worker on a line's waiting list: the rank inside the village, by decile (unknown last), day proposed and row."""

    id: int
    nik_masked: str
    name: str
    occupation: str | None
    line: str
    line_kind: str
    rank: int
    decile: int | None
    proposed_on: date
    enrolment: int


def _pattern(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _cut(found: list[_Row], limit: int) -> tuple[list[_Row], bool]:
    return found[:limit], len(found) > limit


def _start(after: int | None) -> tuple[str, str, int]:
    """The key of the worker a page starts after: village, name, id. Before everybody when there is none such."""
    found = by_id(after) if after else None
    return (found.village, found.name, found.pk) if found else ("", "", 0)


def workers(
    code: str, on: date, *, state: str = "", name: str = "", after: int | None = None, limit: int = PAGE
) -> tuple[list[Worker], bool]:
    """The workers of a village by name, and whether there are more: those in a state, whose name holds a text, after a worker."""
    _, after_name, after_id = _start(after)
    facts = {
        "village": code, "month": Month.of(on).first_day, "state": state, "pattern": _pattern(name),
        "after_name": after_name, "after_id": after_id, "limit": limit + 1,
    }  # fmt: skip
    return _cut([Worker(*row) for row in rows("village_workers", facts)], limit)


def waiting(code: str, *, name: str = "", after: int | None = None, limit: int = PAGE) -> tuple[list[Waiting], bool]:
    """The queues of a village by line and rank, and whether there are more: whose name holds a text, after an enrolment."""
    facts = {"village": code, "pattern": _pattern(name), "after": after or 0, "limit": limit + 1}
    return _cut([Waiting(*row) for row in rows("village_waiting", facts)], limit)


def named(area: Area, prefix: str, on: date, *, after: int | None = None) -> tuple[list[Worker], bool]:
    """The workers of an area whose name begins with a text, by village and name, and whether there are more.

    Names stand in capitals or with capitals in front: both are looked up in the index, anything else is not found.
    """
    village, name, person = _start(after)
    upper, title = prefix.upper(), prefix.title()
    facts = {
        "from": area.starts, "until": area.ends, "month": Month.of(on).first_day, "upper": upper,
        "upper_until": upper + _LAST_CHARACTER, "title": title, "title_until": title + _LAST_CHARACTER,
        "after_village": village, "after_name": name, "after_id": person, "limit": PAGE + 1,
    }  # fmt: skip
    return _cut([Worker(*row) for row in rows("named_workers", facts)], PAGE)
