"""By when: to report, to pay, to claim; and what late payment adds. Working days know Indonesia's holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import holidays

from payung.rules.answer import Answer, Item
from payung.rules.law import Law, Value
from payung.units.month import years_after
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

KINDS = ("jkk", "jkm")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, and the values of the law that it rests on."""

    due_on: date
    rests_on: tuple[Value, ...]


@cache
def _days_off(year: int, collective: bool) -> frozenset[date]:
    categories = ("public", "government") if collective else ("public",)
    return frozenset(holidays.country_holidays("ID", years=year, categories=categories))


def is_working_day(law: Law, day: date) -> bool:
    """Monday to Friday, neither a national holiday nor, as the law is read, a day of collective leave."""
    collective = law.on("deadline/collective_leave_is_off", day).value
    return day.weekday() < 5 and day not in _days_off(day.year, collective)


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Refused("kind_unknown", kind=kind, known=", ".join(KINDS))


def payment_due(law: Law, kind: str, complete_on: date) -> Deadline:
    """The last day to pay a claim that is complete, counted from the next working day.

    Raises Refused("kind_unknown"). Source: PP 44/2015 Pasal 37(2) and 40(3).
    """
    _check_kind(kind)
    days = law.on(f"deadline/pay_{kind}_days", complete_on)
    leave = law.on("deadline/collective_leave_is_off", complete_on)
    day, left = complete_on, days.value
    while left:
        day += timedelta(days=1)
        left -= is_working_day(law, day)
    return Deadline(day, (days, leave))


def late_payment(law: Law, kind: str, *, amount_idr: int, complete_on: date, paid_on: date) -> Answer:
    """What late payment adds: 1 % of the benefit for each day after the last one; nothing in time."""
    due, rate = payment_due(law, kind, complete_on), law.on("deadline/late_per_mille", complete_on)
    if paid_on < complete_on:
        raise Refused("field_invalid", field="paid_on", given=paid_on.isoformat(), allowed=f">= {complete_on}")
    late = max(0, (paid_on - due.due_on).days)
    formula = f"{late} x {rate.value} per mil x {in_rupiah(amount_idr)}"
    items = (Item("late_payment", late * rate.value * amount_idr // 1000, formula, rate.source, rate.evidence),)
    return Answer(items if late else (), (*due.rests_on, rate))


def report_due(law: Law, happened_at: datetime) -> tuple[datetime, Value]:
    """The last moment to report a work accident, or its outcome. Source: Permenaker 1/2025 Pasal 8 and 19."""
    hours = law.on("deadline/report_hours", happened_at.date())
    return happened_at + timedelta(hours=hours.value), hours


def claim_until(law: Law, kind: str, happened_on: date) -> Deadline | None:
    """The last day to claim, or None where a claim has no end."""
    _check_kind(kind)
    years = law.on(f"deadline/claim_{kind}_years", happened_on)
    return Deadline(years_after(happened_on, years.value), (years,)) if years.value is not False else None
