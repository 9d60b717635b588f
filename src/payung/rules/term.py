"""Advice on a planned term, before the money is spent: what a death would pay in each month, and whether it is long enough."""

from __future__ import annotations

from dataclasses import dataclass

from payung.rules import asked
from payung.rules.accident import Accident, work_accident
from payung.rules.contribution import base_income_idr, contribution
from payung.rules.death import natural_death
from payung.rules.law import Law, Value
from payung.units.month import Month, Term

MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """One month of a planned term, for one worker: its price, and what a death in it would pay, in rupiah."""

    month: Month
    price_idr: int
    death_natural_idr: int
    death_work_idr: int
    rests_on: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class TermAdvice:
    """Month by month, the warnings by code with their facts, and the fewest months after which a natural death pays in full,
    with the price of the term as planned and of those fewest months."""

    months: tuple[PlannedMonth, ...]
    warnings: tuple[tuple[str, dict[str, int]], ...]
    cheapest_sufficient_months: int
    price_idr: int
    sufficient_price_idr: int
    rests_on: tuple[Value, ...]


def months_short_of_full(law: Law, term: Term, covered_before: int = 0) -> int:
    """How many months a term lacks until a worker's natural death pays in full; 0 when it is enough."""
    waiting = law.on("death/waiting_months", term.until.plus(-1).last_day)
    return max(0, int(waiting.value) - term.months - covered_before)


def _month(law: Law, month: Month, member_months: int, payer_kind: str, sector: str, income_idr: int) -> PlannedMonth:
    # The last day, so that a law that begins within the month is seen.
    day, base = month.last_day, base_income_idr(law, month, income_idr)[0]
    priced = contribution(law, payer_kind=payer_kind, sector=sector, month=month, income_idr=income_idr)
    natural = natural_death(law, day, months_paid=member_months)
    work = work_accident(law, day, base_idr=base, happened=Accident(death=True))
    rests_on = (*priced.rests_on, *natural.rests_on, *work.rests_on)
    return PlannedMonth(month, priced.total_idr, natural.total_idr, work.total_idr, rests_on)


def _fewest(law: Law, first: Month, covered_before: int) -> int:
    """The months of the shortest term from a month on in which a natural death comes to pay in full."""
    months = 1
    while months_short_of_full(law, Term(first, months), covered_before):
        months += 1
    return months


def advise(
    law: Law, term: Term, *, payer_kind: str, sector: str = "other", income_idr: int = 0, covered_before: int = 0
) -> TermAdvice:
    """What a planned term gives a worker who was covered for so many months right before it.

    Raises Refused for a negative number of months, a term too long, an unknown payer kind or sector.
    """
    asked.whole("covered_before", covered_before, most=asked.MOST_MONTHS)
    asked.whole("months", term.months, least=1, most=MOST_MONTHS)
    asked.day("from", term.first.first_day)
    fewest = _fewest(law, term.first, covered_before)
    all_months = tuple(
        _month(law, month, covered_before + n, payer_kind, sector, income_idr)
        for n, month in enumerate(Term(term.first, max(term.months, fewest)), 1)
    )
    planned, enough = all_months[: term.months], all_months[:fewest]
    facts = {
        "months": term.months, "short": fewest - term.months, "part_idr": planned[-1].death_natural_idr,
        "full_idr": enough[-1].death_natural_idr, "fewest": fewest, "price_idr": sum(m.price_idr for m in enough),
    }  # fmt: skip
    return TermAdvice(
        planned, (("term_never_pays_in_full", facts),) if fewest > term.months else (), fewest,
        sum(m.price_idr for m in planned), facts["price_idr"], tuple(value for m in all_months for value in m.rests_on),
    )  # fmt: skip
