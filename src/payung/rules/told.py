"""Answers of the law as plain data in words, the same at every door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from payung.rules.answer import Answer, Item, unverified
from payung.rules.deadline import claim_until, lapses_on, late_payment, payment_due, report_due
from payung.rules.law import Law, Value
from payung.rules.term import TermAdvice
from payung.units.month import Month
from payung.units.rupiah import in_rupiah
from payung.units.words import say

Found = tuple[dict[str, Any], tuple[Value, ...]]


def item_words(item: Item, language: str) -> str:
    """What a line of an answer is, in words: "Beasiswa SD, anak 1"."""
    return say(f"item_{item.code}", language, about=item.named.get(language, item.about)).strip()


def explained(answer: Answer, book: Law, on: date, language: str) -> dict[str, Any]:
    """The answer for JSON, each line also in words, with the day whose law was used."""
    told = answer.for_json(book.digest)
    for item, plain in zip(answer.items, told["items"], strict=True):
        plain["words"] = item_words(item, language)
    return {**told, "law_on": on.isoformat()}


def warning(code: str, facts: dict[str, int], language: str) -> str:
    """A warning in words, its amounts as rupiah."""
    money = {key.removesuffix("_idr"): in_rupiah(facts[key]) for key in facts if key.endswith("_idr")}
    return say(code, language, **{**facts, **money})


def term_told(advice: TermAdvice, book: Law, language: str) -> dict[str, Any]:
    """Advice on a term, one row a month, with the warnings as code, facts and sentence."""
    months = [
        {
            "month": str(m.month), "death_natural_idr": m.death_natural_idr, "death_work_idr": m.death_work_idr,
            "price_idr": m.price_idr,
        }
        for m in advice.months
    ]  # fmt: skip
    return {
        "months": months,
        "warnings": [
            {"code": code, "text": warning(code, facts, language), **facts} for code, facts in advice.warnings
        ],
        "cheapest_sufficient_months": advice.cheapest_sufficient_months,
        "price_idr": advice.price_idr,
        "sufficient_price_idr": advice.sufficient_price_idr,
        "unverified": unverified(advice.rests_on),
        "law_digest": book.digest,
    }


def payment_told(book: Law, kind: str, complete_on: date, paid_on: date | None, amount_idr: int) -> Found:
    """By when a complete claim is to be paid, and what late payment adds when the day of payment is given."""
    due = payment_due(book, kind, complete_on)
    rule = due.rests_on[0]
    found: dict[str, Any] = {
        "complete_on": complete_on.isoformat(), "due_on": due.due_on and due.due_on.isoformat(),
        "working_days": rule.value, "article": rule.source, "evidence": rule.evidence,
        "days_off": [{"on": off.on.isoformat(), "name": off.name} for off in due.days_off],
    }  # fmt: skip
    if paid_on is None:
        return found, due.rests_on
    late = late_payment(book, kind, amount_idr=amount_idr, complete_on=complete_on, paid_on=paid_on)
    return {**found, "late": late.for_json(book.digest)}, (*due.rests_on, *late.rests_on)


def claim_told(book: Law, kind: str, happened_at: datetime) -> Found:
    """Until when to claim, and for accidents until when to report."""
    until = claim_until(book, kind, happened_at.date())
    found: dict[str, Any] = {"claim_until": until.due_on and until.due_on.isoformat()}
    if kind != "jkk":
        return found, until.rests_on
    due, rule = report_due(book, happened_at)
    return {**found, "report_until": due.isoformat()}, (*until.rests_on, rule)


def lapse_told(book: Law, last_paid: Month) -> Found:
    """From which day nobody is a member any more."""
    lapse = lapses_on(book, last_paid)
    return {"lapses_on": lapse.due_on and lapse.due_on.isoformat()}, lapse.rests_on


def deadlines_told(book: Law, kind: str, parts: Iterable[Found]) -> dict[str, Any]:
    """The parts that were asked for, together."""
    found, values = {"kind": kind}, list[Value]()
    for part, rests_on in parts:
        found.update(part)
        values.extend(rests_on)
    return {**found, "unverified": unverified(values), "law_digest": book.digest}
