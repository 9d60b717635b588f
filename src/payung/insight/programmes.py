"""Programmes seen from a place: which reach it, what their lines hold there, and until when anybody is covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from payung.insight.read import rows
from payung.programmes.queries import programmes_in
from payung.units.month import Month, Term
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class LineAt:
    """One funding line in a region, in numbers of places and workers. No `places` of its own: it draws on the whole line's.

    `covered` are the workers it pays in the month of the day; `shared_out` tells whether villages have places of their own.
    """

    programme: str
    code: str
    name: str
    kind: str
    payer: str
    existing: bool
    first_month: date
    months: int
    shared_out: bool
    places: int | None
    taken: int | None
    waiting: int
    covered: int

    @property
    def left(self) -> int | None:
        return None if self.places is None or self.taken is None else self.places - self.taken

    @property
    def term(self) -> Term:
        return Term(Month.of(self.first_month), self.months)

    @property
    def last_month(self) -> Month:
        return self.term.until.plus(-1)


def _facts(code: str, on: date) -> dict[str, Any]:
    area = Area(code)
    return {"code": code, "from": area.starts, "until": area.ends, "month": Month.of(on).first_day}


def lines_at(code: str, on: date) -> list[LineAt]:
    """The lines of every programme that reaches a region, in the month of a day, existing members first."""
    return [LineAt(*row) for row in rows("lines_at", _facts(code, on))]


def programme_at(code: str) -> Programme | None:
    """The programme that reaches a village: of several the one with the narrowest region, then by code. None if there is none."""
    reaching = [each for each in programmes_in(Area("")) if code in Area(each.region)]
    return min(reaching, key=lambda each: (-len(each.region), each.code), default=None)


def last_covered_month(code: str, until: date) -> Month | None:
    """The latest month, not after a day's, in which anybody in a region is covered; None when nobody was in ten years."""
    found = rows("last_covered_month", _facts(code, until))
    return Month.of(found[0][0]) if found else None
