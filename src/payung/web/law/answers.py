"""The answers of the calculators, each by its rule: an itemised answer, and the schedule, days or months beside it."""

from __future__ import annotations

from typing import Any

from payung.rules.accident import AIDS, MODES, Accident
from payung.rules.answer import Answer
from payung.rules.contribution import contribution
from payung.rules.deadline import deadlines
from payung.rules.entitlement import by_accident, by_death
from payung.rules.heirs import heirs as share
from payung.rules.law import Law
from payung.rules.scholarship import schedule
from payung.rules.scholarship import scholarship as scholarships
from payung.rules.term import advise, planned_term
from payung.rules.told import day_told, runs, warning
from payung.units.refusal import Refused
from payung.web.components.tags import language

Facts = dict[str, Any]


def _told(answer: Answer, **more: Any) -> Facts:
    return {"answer": answer, "rests_on": answer.rests_on, **more}


def price(book: Law, asked: Facts) -> Facts:
    """What one worker-month costs."""
    return _told(
        contribution(
            book, payer_kind=asked["payer"], sector=asked["sector"], month=asked["month"], income_idr=asked["income"],
            with_jht=asked["jht"],
        )
    )  # fmt: skip


def death(book: Law, asked: Facts) -> Facts:
    """What the heirs receive; for a natural death also what each reading of "3 months" gives."""
    found = by_death(
        book, asked["on"], cause=asked["cause"], months_paid=asked["months_paid"],
        months_consecutive=asked["consecutive"], reading=asked["reading"], base_idr=asked["base"],
        children=asked["children"],
    )  # fmt: skip
    return _told(found.answer, schedule=found.schedule, readings=found.by_reading_idr)


def _happened(asked: Facts) -> Accident:
    transport = {mode: asked[f"transport_{mode}"] for mode in MODES if asked[f"transport_{mode}"] is not None}
    aids = {aid: asked[f"aid_{aid}"] for aid in AIDS if asked[f"aid_{aid}"] is not None}
    return Accident(
        transport, asked["inability_months"] or 0, asked["loss"], aids,
        1 if asked["homecare_months"] is None else asked["homecare_months"], asked["prosthesis"],
        total=asked["total"], left_handed=asked["left_handed"],
    )  # fmt: skip


def accident(book: Law, asked: Facts) -> Facts:
    """What a work accident pays."""
    found = by_accident(
        book, asked["on"], base_idr=asked["base"], happened=_happened(asked), children=asked["children"]
    )
    return _told(found.answer, schedule=found.schedule)


def scholarship(book: Law, asked: Facts) -> Facts:
    """The scholarships of the children left behind, with every payment."""
    answer = scholarships(book, asked["on"], asked["children"])
    return _told(answer, schedule=schedule(book, asked["on"], asked["children"]))


def heirs(book: Law, asked: Facts) -> Facts:
    """Who receives, and how much each."""
    return _told(share(book, asked["on"], amount_idr=asked["amount"], family=asked["family"]))


def deadline(book: Law, asked: Facts) -> Facts:
    """The days that were asked for, and what late payment adds."""
    if not (asked["happened_on"] or asked["complete_on"] or asked["last_paid"]):
        raise Refused("field_invalid", field="complete_on", given="-", allowed="YYYY-MM-DD")
    found = deadlines(
        book, asked["kind"], happened_at=asked["happened_on"], complete_on=asked["complete_on"],
        paid_on=asked["paid_on"], amount_idr=asked["amount"] or 0, last_paid=asked["last_paid"],
    )  # fmt: skip
    days = [day_told(each, language()) for each in found.days]
    return {"answer": found.late, "days": days, "days_off": found.days_off, "rests_on": found.rests_on}


def term(book: Law, asked: Facts) -> Facts:
    """What a death would pay in each month of a planned term, and a warning when the term is too short."""
    advice = advise(
        book, planned_term(asked["from"], asked["months"]), payer_kind=asked["payer"], sector=asked["sector"],
        income_idr=asked["income"], covered_before=asked["covered_before"] or 0,
    )  # fmt: skip
    warnings = [warning(code, facts, language()) for code, facts in advice.warnings]
    lines = runs(advice, language())
    return {"answer": None, "advice": advice, "runs": lines, "warnings": warnings, "rests_on": advice.rests_on}
