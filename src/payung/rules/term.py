"""Advice on a planned term, before the money is spent: what a death would pay in each month, and whether it is long enough."""

from __future__ import annotations

from dataclasses import dataclass

from payung.rules import asked
from payung.rules.accident import Accident, work_accident
from payung.rules.answer import Answer, Item
from payung.rules.contribution import base_income_idr, contribution
from payung.rules.death import natural_death
from payung.rules.law import EVIDENCE, Law, Value
from payung.units.month import Month, Term
from payung.units.refusal import Refused

# Every month of the longest term can then be asked about.
_LATEST_FIRST = Month.of(asked.LATEST).plus(-asked.MOST_TERM_MONTHS)


def _in_one_line(code: str, answer: Answer, *also: Value) -> Item:
    """An answer as one line: its formulas added up, its articles together, and as certain as the weakest of them."""
    lines = [item for item in answer.items if item.amount_idr] or answer.items
    parts = [(item.article, item.evidence, item.law_from) for item in lines]
    parts += [(value.source, value.evidence, value.starts.isoformat()) for value in also]
    articles, evidence, starts = zip(*parts, strict=True)
    # One source may stand in several lines, beside others.
    article = "; ".join(dict.fromkeys("; ".join(articles).split("; ")))
    formula = " + ".join(item.formula for item in lines)
    return Item(code, answer.total_idr, formula, article, max(evidence, key=EVIDENCE.index), law_from=max(starts))


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """One month of a planned term, for one worker: its price and what a death in it would pay, each as one line; the months of
    membership that the law waits for, and whether they are reached."""

    month: Month
    price: Item
    death_natural: Item
    death_work: Item
    waiting: Value
    in_full: bool
    rests_on: tuple[Value, ...]

    @property
    def price_idr(self) -> int:
        return self.price.amount_idr

    @property
    def death_natural_idr(self) -> int:
        return self.death_natural.amount_idr

    @property
    def death_work_idr(self) -> int:
        return self.death_work.amount_idr


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


def planned_term(first: Month, months: int) -> Term:
    """A term as it is planned. Raises Refused for fewer months than one, or too many."""
    return Term(first, asked.whole("months", months))


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
    waiting = law.on("death/waiting_months", day)
    return PlannedMonth(
        month, _in_one_line("price", priced), _in_one_line("death_natural", natural, waiting),
        _in_one_line("death_work", work), waiting, member_months >= waiting.value,
        (*priced.rests_on, *natural.rests_on, *work.rests_on),
    )  # fmt: skip


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
    asked.whole("covered_before", covered_before)
    planned_term(term.first, term.months)
    if term.first > _LATEST_FIRST:
        raise Refused("field_invalid", field="from", given=str(term.first), allowed=f"<= {_LATEST_FIRST}")
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
