"""Answers of the law as plain data in words, the same at every door."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from payung.rules.answer import Answer, Item, unverified
from payung.rules.deadline import Deadline, Deadlines
from payung.rules.law import Law
from payung.rules.term import PlannedMonth, TermAdvice
from payung.units.month import Month, day_in_words
from payung.units.rupiah import in_rupiah
from payung.units.words import say


def item_words(item: Item, language: str) -> str:
    """What a line of an answer is, in words: "Beasiswa SD, anak 1"."""
    return say(f"item_{item.code}", language, about=item.named.get(language, item.about)).strip()


def explained(answer: Answer, book: Law, on: date, language: str) -> dict[str, Any]:
    """The answer for JSON, each line also in words, with the day whose law was used."""
    told = answer.for_json(book.digest)
    for item, plain in zip(answer.items, told["items"], strict=True):
        plain |= {"words": item_words(item, language), "formula": item.formula_in(language)}
    return {**told, "law_on": on.isoformat()}


def warning(code: str, facts: dict[str, int], language: str) -> str:
    """A warning in words, its amounts as rupiah."""
    money = {key.removesuffix("_idr"): in_rupiah(facts[key]) for key in facts if key.endswith("_idr")}
    return say(code, language, **{**facts, **money})


def month_lines(month: PlannedMonth, language: str) -> tuple[Item, Item, Item]:
    """The price of a planned month and what each death in it would pay, the natural one with the months that it waits for."""
    code = "waiting_reached" if month.in_full else "waiting_not_reached"
    formula = say(code, language, formula=month.death_natural.formula, months=month.waiting.value)
    return month.price, replace(month.death_natural, formula=formula), month.death_work


@dataclass(frozen=True, slots=True)
class Run:
    """One line of a term that is the same in a run of months."""

    first: Month
    last: Month
    item: Item


def runs(advice: TermAdvice, language: str) -> list[Run]:
    """The lines of a term, each once for the months in a row in which nothing in it changes."""
    lines = zip(*(month_lines(month, language) for month in advice.months), strict=True)
    months = [month.month for month in advice.months]
    return [
        Run(same[0][0], same[-1][0], item)
        for line in lines
        for item, group in groupby(zip(months, line, strict=True), key=itemgetter(1))
        if (same := list(group))
    ]


def _month_told(month: PlannedMonth, language: str) -> dict[str, Any]:
    items = [{**item.for_json(), "words": item_words(item, language)} for item in month_lines(month, language)]
    return {
        "month": str(month.month), "death_natural_idr": month.death_natural_idr,
        "death_work_idr": month.death_work_idr, "price_idr": month.price_idr, "items": items,
    }  # fmt: skip


def term_told(advice: TermAdvice, book: Law, language: str) -> dict[str, Any]:
    """Advice on a term, one row a month, with the warnings as code, facts and sentence."""
    return {
        "months": [_month_told(month, language) for month in advice.months],
        "warnings": [
            {"code": code, "text": warning(code, facts, language), **facts} for code, facts in advice.warnings
        ],
        "cheapest_sufficient_months": advice.cheapest_sufficient_months,
        "price_idr": advice.price_idr,
        "sufficient_price_idr": advice.sufficient_price_idr,
        "unverified": unverified(advice.rests_on),
        "law_digest": book.digest,
    }


@dataclass(frozen=True, slots=True)
class Day:
    """One deadline in words: until when (None: without end), how it was counted, by which article, how well that is known, from
    when it holds, and the day whose law was used."""

    code: str
    words: str
    until: date | None
    formula: str
    article: str
    evidence: str
    law_from: str
    law_on: str

    def for_json(self) -> dict[str, Any]:
        """The line as plain data."""
        return {**asdict(self), "until": self.until and self.until.isoformat()}


# What each deadline is counted in.
_COUNTED = {
    "due_on": "counted_in_working_days", "report_until": "counted_in_hours", "claim_until": "counted_in_years",
    "lapses_on": "counted_in_unpaid_months",
}  # fmt: skip


def _in_words(after: date | Month, language: str) -> str:
    if isinstance(after, Month):
        return after.in_words(language)
    hour = f" {after:%H:%M}" if isinstance(after, datetime) else ""
    return day_in_words(after, language) + hour


def day_told(deadline: Deadline, language: str) -> Day:
    """A deadline with the count that leads to it: "3 hari kerja setelah 16 Maret 2026, 5 hari libur dilewati"."""
    rule, after = deadline.rule, deadline.after
    code = _COUNTED[deadline.code] if deadline.due_on else "counted_without_end"
    formula = say(code, language, number=rule.value, after=_in_words(after, language), off=len(deadline.days_off))
    on = after.first_day if isinstance(after, Month) else after
    return Day(
        deadline.code, say(f"item_{deadline.code}", language), deadline.due_on, formula, rule.source, rule.evidence,
        rule.starts.isoformat(), on.isoformat()[:10],
    )  # fmt: skip


def _payment_told(due: Deadline, day: Day) -> dict[str, Any]:
    return {
        "complete_on": day.law_on, "working_days": due.rule.value, "formula": day.formula, "article": day.article,
        "evidence": day.evidence, "days_off": [{"on": off.on.isoformat(), "name": off.name} for off in due.days_off],
    }  # fmt: skip


def deadlines_told(found: Deadlines, book: Law, kind: str, language: str) -> dict[str, Any]:
    """The deadlines of a kind, each day under its code and as a line; how payment was counted, and what lateness adds."""
    told: dict[str, Any] = {"kind": kind, "items": []}
    for deadline in found.days:
        day = day_told(deadline, language)
        line = day.for_json()
        told["items"].append(line)
        told[day.code] = line["until"]
        if day.code == "due_on":
            told |= _payment_told(deadline, day)
    if found.late:
        told["late"] = explained(found.late, book, date.fromisoformat(told["complete_on"]), language)
    return {**told, "unverified": unverified(found.rests_on), "law_digest": book.digest}
