"""Scholarships of the children left behind: a dated schedule per child, year by year, to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.rules import asked
from payung.rules.answer import Answer, line
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


def check_children(law: Law, on: date, children: Sequence[Child]) -> None:
    """Raises Refused for a child born after the day, an unknown level, or a year that the level does not have."""
    for child in children:
        if child.birth_on > on:
            raise Refused("birth_after_the_day", birth_on=child.birth_on.isoformat(), on=on.isoformat())
        if child.level is not None:
            years = {level["code"]: level["years"] for level in law.on("scholarship/levels", on).value}
            if child.level not in years:
                raise Refused("level_unknown", level=child.level, known=", ".join(years))
            asked.whole("children.year", child.year, least=1, most=years[child.level])


def _path(law: Law, on: date) -> list[tuple[str, int, int]]:
    """Level, year and rupiah of every school year there is, in order."""
    levels = law.on("scholarship/levels", on).value
    return [(level["code"], year, level["yearly_idr"]) for level in levels for year in range(1, level["years"] + 1)]


def _start(law: Law, on: date, child: Child, path: Sequence[tuple[str, int, int]]) -> tuple[int, int]:
    """Where on the path a child stands, and how many years it still waits: by its level, else by its age."""
    if child.level is not None:
        return [(level, year) for level, year, _ in path].index((child.level, child.year)), 0
    begins = {row["code"]: row["from_age"] for row in law.on("scholarship/level_ages", on).value}
    ages = [begins[level] + year - 1 for level, year, _ in path]
    age = age_on(child.birth_on, on)
    at = next((n for n, wanted in enumerate(ages) if wanted >= age), len(path))
    return at, max(0, ages[0] - age)


def _may_work(law: Law, on: date, child: Child) -> bool:
    """Whether the work of a child, if any, leaves the scholarship. Source: Permenaker 1/2025 Pasal 103(3a)."""
    if child.work == "wage":
        return child.wage_work_months <= law.on("scholarship/wage_work_months", on).value
    return child.work == "none" or child.work in law.on("scholarship/work_tolerated", on).value


def _ends_on(law: Law, child: Child, on: date) -> date:
    """The first day without a scholarship: the birthday that ends it, or marriage, or work beyond what is tolerated."""
    if not child.studying or not _may_work(law, on, child):
        return on
    ends = years_after(child.birth_on, law.on("scholarship/until_age", on).value)
    return min(ends, child.married_on) if child.married_on else ends


def _entitled(law: Law, on: date, children: Sequence[Child]) -> list[tuple[int, Child]]:
    """The children who may still receive, numbered as given, the eldest first."""
    found = [(n, child) for n, child in enumerate(children, 1) if _ends_on(law, child, on) > on]
    return sorted(found, key=lambda pair: (pair[1].birth_on, pair[0]))


def schedule(law: Law, on: date, children: Sequence[Child]) -> list[SchoolYear]:
    """Every payment of the children's scholarships that begin on a day, by child and year. At most two children, the eldest
    first among those who may still receive. A payment is due each year from that day while the scholarship lasts.

    Raises Refused for an unknown level or a child born after the day. Source: PP 82/2019, Permenaker 1/2025 Pasal 103.
    """
    check_children(law, asked.day("on", on), children)
    most = law.on("scholarship/children_at_most", on).value
    return [year for n, child in _entitled(law, on, children)[:most] for year in _years(law, on, n, child)]


def _years(law: Law, on: date, number: int, child: Child) -> Iterator[SchoolYear]:
    ends, path = _ends_on(law, child, on), _path(law, on)
    at, wait = _start(law, on, child, path)
    for years, (level, year, amount_idr) in enumerate(path[at:], wait):
        due = years_after(on, years)
        if due >= ends:
            return
        yield SchoolYear(number, due, level, year, amount_idr)


def rests_on(law: Law, on: date, children: Sequence[Child]) -> tuple[Value, ...]:
    """The values of the law that the schedule of these children rests on."""
    names = ["levels", "children_at_most", "until_age", "wage_work_months", "work_tolerated"]
    entitled = _entitled(law, on, children)
    if len(entitled) > law.on("scholarship/children_at_most", on).value:
        names.append("which_children")
    if any(child.level is None for _, child in entitled):
        names.append("level_ages")
    return tuple(law.on(f"scholarship/{name}", on) for name in names)


def scholarship(law: Law, on: date, children: Sequence[Child]) -> Answer:
    """The scholarships of all children to their end, one item a child and level; the item is about the child's number."""
    sums: dict[tuple[int, str], list[SchoolYear]] = {}
    for year in schedule(law, on, children):
        sums.setdefault((year.child, year.level), []).append(year)
    values = rests_on(law, on, children)
    levels, until = law.on("scholarship/levels", on), law.on("scholarship/until_age", on)
    items = tuple(
        line(
            f"scholarship_{level}", sum(y.amount_idr for y in years), f"{len(years)} x {in_rupiah(years[0].amount_idr)}",
            (levels, until), also=values, about=str(child),
        )
        for (child, level), years in sums.items()
    )  # fmt: skip
    return Answer(items, values)


def for_json(years: Sequence[SchoolYear]) -> list[dict[str, Any]]:
    """The dated schedule, one row a payment."""
    return [
        {"child": y.child, "due_on": y.due_on.isoformat(), "level": y.level, "year": y.year, "amount_idr": y.amount_idr}
        for y in years
    ]


def age_on(birth_on: date, day: date) -> int:
    """Whole years of age on a day."""
    years = day.year - birth_on.year
    return years if birth_on <= years_before(day, years) else years - 1
