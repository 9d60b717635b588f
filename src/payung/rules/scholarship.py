"""Scholarships of the children left behind: a dated schedule per child, year by year, to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.rules.answer import Answer, Item
from payung.rules.family import Child
from payung.rules.law import Law, Value
from payung.units.month import years_after, years_before
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One payment: which child (from 1), the day from which it may be claimed, the level, its year, and the rupiah."""

    child: int
    due_on: date
    level: str
    year: int
    amount_idr: int


def _attended(levels: Sequence[dict[str, Any]], child: Child) -> Iterator[tuple[str, int, int]]:
    """Level, year and rupiah of every school year from where the child stands; from the first level when not said."""
    codes = [level["code"] for level in levels]
    if child.level is not None and child.level not in codes:
        raise Refused("level_unknown", level=child.level, known=", ".join(codes))
    start = 0 if child.level is None else codes.index(child.level)
    if child.year > levels[start]["years"]:
        allowed = f"1 - {levels[start]['years']}"
        raise Refused("field_invalid", field="year", given=child.year, allowed=allowed)
    for at, level in enumerate(levels[start:], start):
        first = child.year if at == start else 1
        for year in range(first, level["years"] + 1):
            yield level["code"], year, level["yearly_idr"]


def _ends_on(law: Law, child: Child, on: date) -> date:
    """The first day without a scholarship: the birthday that ends it, or marriage, or work beyond what is tolerated."""
    age = law.on("scholarship/until_age", on).value
    tolerated = law.on("scholarship/wage_work_months", on).value
    ends = years_after(child.birth_on, age)
    if not child.studying or child.wage_work_months > tolerated:
        return on
    return min(ends, child.married_on) if child.married_on else ends


def schedule(law: Law, on: date, children: Sequence[Child]) -> list[SchoolYear]:
    """Every payment of the children's scholarships that begin on a day, by child and year. At most two children, the eldest
    first among those who may still receive. A payment is due each year from that day while the scholarship lasts.

    Raises Refused for an unknown level or a child born after the day. Source: PP 82/2019, Permenaker 1/2025 Pasal 103.
    """
    levels = law.on("scholarship/levels", on).value
    for child in children:
        if child.birth_on > on:
            raise Refused("birth_after_the_day", birth_on=child.birth_on.isoformat(), on=on.isoformat())
    entitled = [(n, child) for n, child in enumerate(children, 1) if _ends_on(law, child, on) > on]
    entitled.sort(key=lambda pair: (pair[1].birth_on, pair[0]))
    most = law.on("scholarship/children_at_most", on).value
    return [year for n, child in entitled[:most] for year in _years(law, on, n, child, levels)]


def _years(law: Law, on: date, number: int, child: Child, levels: Sequence[dict[str, Any]]) -> Iterator[SchoolYear]:
    ends = _ends_on(law, child, on)
    for years, (level, year, amount_idr) in enumerate(_attended(levels, child)):
        due = years_after(on, years)
        if due >= ends:
            return
        yield SchoolYear(number, due, level, year, amount_idr)


def rests_on(law: Law, on: date) -> tuple[Value, ...]:
    """The values of the law that a schedule rests on."""
    names = ("levels", "children_at_most", "until_age", "wage_work_months")
    return tuple(law.on(f"scholarship/{name}", on) for name in names)


def scholarship(law: Law, on: date, children: Sequence[Child]) -> Answer:
    """The scholarships of all children to their end, one item a child and level."""
    levels = law.on("scholarship/levels", on)
    sums: dict[tuple[int, str], list[SchoolYear]] = {}
    for year in schedule(law, on, children):
        sums.setdefault((year.child, year.level), []).append(year)
    items = tuple(
        Item(
            f"scholarship_{level}", sum(y.amount_idr for y in years),
            f"{len(years)} x {in_rupiah(years[0].amount_idr)}", levels.source, levels.evidence, f"anak {child}",
        )
        for (child, level), years in sums.items()
    )  # fmt: skip
    return Answer(items, rests_on(law, on))


def age_on(birth_on: date, day: date) -> int:
    """Whole years of age on a day."""
    years = day.year - birth_on.year
    return years if birth_on <= years_before(day, years) else years - 1
