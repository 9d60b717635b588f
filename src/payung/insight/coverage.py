"""Coverage (UCJ): covered workers of eligible workers, of a region and of the regions below it, with places and queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.insight.read import rows
from payung.programmes.queries import workforce_day
from payung.regions import queries as regions
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.region import Area
from payung.units.rupiah import in_percent, percent_tenths


@dataclass(frozen=True, slots=True)
class Coverage:
    """One region on a day, in numbers of workers and places. `counted` is what the workforce count of `counted_on` holds
    already, `fresh` what lines outside that count cover in the day's month, `earlier` what lines inside it do."""

    code: str
    name: str
    kind: str
    eligible: int
    counted: int
    fresh: int
    earlier: int
    places: int
    taken: int
    waiting: int

    @property
    def covered(self) -> int:
        return self.counted + self.fresh

    @property
    def percent(self) -> float:
        return percent_tenths(self.covered, self.eligible) / 10

    @property
    def percent_in_words(self) -> str:
        return in_percent(self.covered, self.eligible)

    @property
    def left(self) -> int:
        return self.places - self.taken


def _rows(area: Area, length: int, on: date, lines: Sequence[str] | None = None) -> list[Coverage]:
    facts: dict[str, Any] = {
        "from": area.starts, "until": area.ends, "length": length, "month": Month.of(on).first_day,
        "counted_on": workforce_day(on), "lines": None if lines is None else list(lines),
    }  # fmt: skip
    return [Coverage(*row) for row in rows("coverage_below", facts)]


_LENGTH = {"": 2, "province": 5, "regency": 8, "district": 13}


def below(code: str, on: date) -> list[Coverage]:
    """The regions one level below a code (the provinces for the empty code), by code. Nothing below a village."""
    level = regions.level_of(code)
    return _rows(Area(code), _LENGTH[level], on) if level in _LENGTH else []


def of(code: str, on: date, *, lines: Sequence[str] | None = None) -> Coverage:
    """One region, counting what all lines add to the workforce count, or only those with the given codes.

    Raises Refused("region_unknown") for no region, Refused("workforce_unknown") where nobody counted by then.
    """
    if regions.region(code) is None:
        raise Refused("region_unknown", given=code)
    found = _rows(Area(code), len(code), on, lines)[0]
    if not found.eligible:
        raise Refused("workforce_unknown", region=code, on=on.isoformat())
    return found
