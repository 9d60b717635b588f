"""The answers of the calculators, each by its rule: an itemised answer, and the schedule, days or months beside it."""

from __future__ import annotations

from typing import Any

from payung.rules import deadline as deadlines
from payung.rules.accident import AIDS, MODES, Accident, work_accident
from payung.rules.answer import Answer
from payung.rules.contribution import contribution
from payung.rules.death import READINGS, check_months, natural_death
from payung.rules.heirs import heirs as share
from payung.rules.law import Law, Value
from payung.rules.scholarship import schedule
from payung.rules.scholarship import scholarship as scholarships
from payung.rules.term import MOST_MONTHS, advise
from payung.rules.told import warning
from payung.units.month import Term
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


def _schedule(book: Law, asked: Facts, answer: Answer) -> list[Any]:
    paid = any(item.code.startswith("scholarship_") for item in answer.items)
    return schedule(book, asked["on"], asked["children"]) if paid else []


def death(book: Law, asked: Facts) -> Facts:
    """What the heirs receive; for a natural death also what each reading of "3 months" gives."""
    months, children = asked["months_paid"], asked["children"]
    consecutive = months if asked["consecutive"] is None else asked["consecutive"]
    check_months(months, consecutive)
    if asked["cause"] == "work":
        answer = work_accident(
            book, asked["on"], base_idr=asked["base"], happened=Accident(death=True), children=children
        )
        return _told(answer, schedule=_schedule(book, asked, answer))
    given = {"months_paid": months, "months_consecutive": consecutive, "children": children}
    answer = natural_death(book, asked["on"], **given, reading=asked["reading"])
    readings = {each: natural_death(book, asked["on"], **given, reading=each).total_idr for each in READINGS}
    return _told(answer, schedule=_schedule(book, asked, answer), readings=readings)


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
    answer = work_accident(
        book, asked["on"], base_idr=asked["base"], happened=_happened(asked), children=asked["children"]
    )
    return _told(answer, schedule=_schedule(book, asked, answer))


def scholarship(book: Law, asked: Facts) -> Facts:
    """The scholarships of the children left behind, with every payment."""
    answer = scholarships(book, asked["on"], asked["children"])
    return _told(answer, schedule=schedule(book, asked["on"], asked["children"]))


def heirs(book: Law, asked: Facts) -> Facts:
    """Who receives, and how much each."""
    return _told(share(book, asked["on"], amount_idr=asked["amount"], family=asked["family"]))


def _day(code: str, day: Any, rests_on: tuple[Value, ...]) -> Facts:
    """One deadline: its code, the day (None: without end), and the value that it is counted by."""
    return {"code": code, "day": day, "rule": rests_on[0], "rests_on": rests_on}


def _claim_days(book: Law, kind: str, happened_at: Any) -> list[Facts]:
    until = deadlines.claim_until(book, kind, happened_at.date())
    found = [_day("claim_until", until.due_on, until.rests_on)]
    if kind == "jkk":
        due, rule = deadlines.report_due(book, happened_at)
        found.insert(0, _day("report_until", due, (rule,)))
    return found


def deadline(book: Law, asked: Facts) -> Facts:
    """The days that were asked for, and what late payment adds."""
    days, answer, kind = list[Facts](), None, asked["kind"]
    off: tuple[deadlines.DayOff, ...] = ()
    if asked["happened_on"]:
        days += _claim_days(book, kind, asked["happened_on"])
    if asked["complete_on"]:
        due = deadlines.payment_due(book, kind, asked["complete_on"])
        days, off = [*days, _day("due_on", due.due_on, due.rests_on)], due.days_off
    if asked["complete_on"] and asked["paid_on"]:
        answer = deadlines.late_payment(
            book, kind, amount_idr=asked["amount"] or 0, complete_on=asked["complete_on"], paid_on=asked["paid_on"]
        )
    if asked["last_paid"]:
        lapse = deadlines.lapses_on(book, asked["last_paid"])
        days.append(_day("lapses_on", lapse.due_on, lapse.rests_on))
    if not days:
        raise Refused("field_invalid", field="complete_on", given="-", allowed="YYYY-MM-DD")
    rests_on = [value for each in days for value in each["rests_on"]] + list(answer.rests_on if answer else ())
    return {"answer": answer, "days": days, "days_off": off, "rests_on": rests_on}


def term(book: Law, asked: Facts) -> Facts:
    """What a death would pay in each month of a planned term, and a warning when the term is too short."""
    if not 1 <= asked["months"] <= MOST_MONTHS:
        raise Refused("field_invalid", field="months", given=asked["months"], allowed=f"1 - {MOST_MONTHS}")
    advice = advise(
        book, Term(asked["from"], asked["months"]), payer_kind=asked["payer"], sector=asked["sector"],
        income_idr=asked["income"], covered_before=asked["covered_before"] or 0,
    )  # fmt: skip
    warnings = [warning(code, facts, language()) for code, facts in advice.warnings]
    return {"answer": None, "advice": advice, "warnings": warnings, "rests_on": advice.rests_on}
