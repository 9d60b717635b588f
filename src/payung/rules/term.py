"""Advice on a planned term, before the money is spent: what a death would pay in each month, and whether it is long enough."""

from __future__ import annotations

from dataclasses import dataclass

from payung.rules.accident import Accident, work_accident
from payung.rules.contribution import base_income_idr, contribution
from payung.rules.death import natural_death
from payung.rules.law import Law, Value
from payung.units.month import Month, Term
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """One month of a planned term, for one worker: its price, and what a death in it would pay, in rupiah."""

    month: Month
    price_idr: int
    death_natural_idr: int
    death_work_idr: int


@dataclass(frozen=True, slots=True)
class TermAdvice:
    """Month by month, the warnings by code with their facts, and the fewest months after which a natural death pays in full."""

    months: tuple[PlannedMonth, ...]
    warnings: tuple[tuple[str, dict[str, object]], ...]
    cheapest_sufficient_months: int
    price_idr: int
    sufficient_price_idr: int
    rests_on: tuple[Value, ...]


def months_short_of_full(law: Law, term: Term, covered_before: int = 0) -> int:
    """How many months a term lacks until a worker's natural death pays in full; 0 when it is enough."""
    waiting = law.on("death/waiting_months", term.until.plus(-1).first_day)
    return max(0, int(waiting.value) - term.months - covered_before)


def _month(law: Law, month: Month, member_months: int, payer_kind: str, sector: str, income_idr: int) -> PlannedMonth:
    day, base = month.first_day, base_income_idr(law, month, income_idr)[0]
    priced = contribution(law, payer_kind=payer_kind, sector=sector, month=month, income_idr=income_idr)
    natural = natural_death(law, day, months_paid=member_months)
    work = work_accident(law, day, base_idr=base, happened=Accident(death=True))
    return PlannedMonth(month, priced.total_idr, natural.total_idr, work.total_idr)


def advise(
    law: Law, term: Term, *, payer_kind: str, sector: str = "other", income_idr: int = 0, covered_before: int = 0
) -> TermAdvice:
    """What a planned term gives a worker who was covered for so many months right before it.

    Raises Refused for a negative number of months, an unknown payer kind or sector.
    """
    if covered_before < 0:
        raise Refused("field_invalid", field="covered_before", given=covered_before, allowed=">= 0")
    short = months_short_of_full(law, term, covered_before)
    enough = Term(term.first, term.months + short)
    months = [
        _month(law, month, covered_before + n, payer_kind, sector, income_idr) for n, month in enumerate(enough, 1)
    ]
    planned = tuple(months[: term.months])
    fewest = max(1, int(law.on("death/waiting_months", term.first.first_day).value) - covered_before)
    waiting = law.on("death/waiting_months", term.first.first_day)
    facts = {"months": term.months, "short": short, "part_idr": planned[-1].death_natural_idr,
             "full_idr": months[-1].death_natural_idr}  # fmt: skip
    warnings = (("term_never_pays_in_full", facts),) if short else ()
    price = sum(month.price_idr for month in planned)
    return TermAdvice(
        planned, warnings, fewest, price, sum(month.price_idr for month in months[:fewest]) if fewest <= len(months)
        else price, (waiting, law.on("death/waiting_reading", term.first.first_day)),
    )  # fmt: skip
