"""Deaths that are known and that nobody has claimed: per village, with the sum that waits for the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from payung.insight.read import rows
from payung.rules.death import natural_death
from payung.rules.law import Law, LawUnknown
from payung.units.region import Area


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A worker who has died without a claim: months paid up to the death, those in a row, whether an heir is named, and the
    rupiah that a natural death pays; None where the law of that day is not known."""

    id: int
    nik_masked: str
    name: str
    village: str
    died_on: date
    months: int
    in_a_row: int
    heir_named: bool
    sum_idr: int | None = None

    @property
    def covered(self) -> bool:
        """Whether the month of the death was paid for."""
        return self.in_a_row > 0


@dataclass(frozen=True, slots=True)
class OfVillage:
    """The deaths of a village that nobody has claimed, those of covered workers, and the rupiah that waits there."""

    code: str
    deaths: int
    covered: int
    sum_idr: int


def _sum_idr(law: Law, died_on: date, months: int, in_a_row: int) -> int | None:
    try:
        return natural_death(law, died_on, months_paid=months, months_consecutive=in_a_row).total_idr if in_a_row else 0
    except LawUnknown:
        return None


def unclaimed(law: Law, area: Area) -> list[Unclaimed]:
    """Every such death in sight in an area, by village and day. The rule is asked once for each day and number of months."""
    known: dict[tuple[date, int, int], int | None] = {}
    made: list[Unclaimed] = []
    for person, masked, name, village, died_on, months, in_a_row, named in rows(
        "unclaimed", {"from": area.starts, "until": area.ends}
    ):
        key = (died_on, months, in_a_row)
        if key not in known:
            known[key] = _sum_idr(law, *key)
        made.append(Unclaimed(person, masked, name, village, died_on, months, in_a_row, bool(named), known[key]))
    return made


def by_village(found: list[Unclaimed]) -> list[OfVillage]:
    """The same counted by village, the largest sum first."""
    made = []
    for code, inside in groupby(found, key=attrgetter("village")):
        each = list(inside)
        covered = [one for one in each if one.covered]
        made.append(OfVillage(code, len(each), len(covered), sum(one.sum_idr or 0 for one in covered)))
    return sorted(made, key=lambda row: (-row.sum_idr, row.code))
