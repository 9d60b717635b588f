"""What a death or an accident pays as a whole: the answer, the payments of the scholarships in it, and both readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from payung.rules import asked
from payung.rules.accident import Accident, work_accident
from payung.rules.answer import Answer
from payung.rules.death import READINGS, check_months, check_reading, natural_death
from payung.rules.family import Child
from payung.rules.law import Law
from payung.rules.scholarship import SchoolYear, schedule
from payung.units.refusal import Refused

CAUSES = ("natural", "work")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The answer line by line, every payment of the scholarships in it, and for a natural death the rupiah by each reading of
    "3 months"."""

    answer: Answer
    schedule: list[SchoolYear]
    by_reading_idr: dict[str, int] = field(default_factory=dict)


def _scheduled(law: Law, on: date, answer: Answer, children: Sequence[Child]) -> list[SchoolYear]:
    paid = any(item.code.startswith("scholarship_") for item in answer.items)
    return schedule(law, on, children) if paid else []


def by_accident(
    law: Law, on: date, *, base_idr: int, happened: Accident, children: Sequence[Child] = ()
) -> Entitlement:
    """What a work accident pays; scholarships only with a death or a total loss. Raises Refused as `work_accident` does."""
    answer = work_accident(law, on, base_idr=base_idr, happened=happened, children=children)
    return Entitlement(answer, _scheduled(law, on, answer, children))


def _natural(
    law: Law, on: date, months_paid: int, months_consecutive: int | None, reading: str | None, children: Sequence[Child]
) -> Entitlement:
    def read(by: str | None) -> Answer:
        return natural_death(
            law, on, months_paid=months_paid, months_consecutive=months_consecutive, children=children, reading=by
        )

    answer = read(reading)
    return Entitlement(answer, _scheduled(law, on, answer, children), {by: read(by).total_idr for by in READINGS})


def by_death(
    law: Law, on: date, *, cause: str, months_paid: int, months_consecutive: int | None = None,
    reading: str | None = None, base_idr: int, children: Sequence[Child] = (),
) -> Entitlement:  # fmt: skip
    """What the heirs of a worker receive. The months include the month of death; the base income counts for a death at work.

    Raises Refused("cause_unknown"), and for impossible months, base, reading or children, also where they do not count.
    """
    if cause not in CAUSES:
        raise Refused("cause_unknown", cause=cause, known=", ".join(CAUSES))
    asked.whole("base", base_idr)
    check_months(months_paid, months_paid if months_consecutive is None else months_consecutive)
    check_reading(reading)
    if cause == "work":
        return by_accident(law, on, base_idr=base_idr, happened=Accident(death=True), children=children)
    return _natural(law, on, months_paid, months_consecutive, reading, children)
