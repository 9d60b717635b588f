"""By when: to report, to pay, to claim, to pay on; and what late payment adds. Working days know Indonesia's holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import holidays

from payung.rules import asked
from payung.rules.answer import Answer, line
from payung.rules.law import Law, Value
from payung.units.month import Month, years_after
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

KINDS = ("jkk", "jkm")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday that is not a working day, and why."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, None where there is no end; the holidays on weekdays that were passed over; and the values it rests on."""

    due_on: date | None
    rests_on: tuple[Value, ...]
    days_off: tuple[DayOff, ...] = ()


@cache
def _calendar(country: str, year: int, collective: bool) -> dict[date, str]:
    categories = ("public", "government") if collective else ("public",)
    return dict(holidays.country_holidays(country, years=year, categories=categories, language="id").items())


def _calendar_of(law: Law, day: date) -> dict[date, str]:
    country = law.on("deadline/holidays", day).value
    return _calendar(country, day.year, law.on("deadline/collective_leave_is_off", day).value)


def is_working_day(law: Law, day: date) -> bool:
    """Monday to Friday, neither a national holiday nor, as the law is read, a day of collective leave."""
    return day.weekday() < 5 and day not in _calendar_of(law, day)


def working_days(law: Law, after: date, until: date) -> int:
    """How many working days lie after a day, up to and including another."""
    return sum(is_working_day(law, after + n * _DAY) for n in range(1, (until - after).days + 1))


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Refused("kind_unknown", kind=kind, known=", ".join(KINDS))


def payment_due(law: Law, kind: str, complete_on: date) -> Deadline:
    """The last day to pay a claim that is complete, counted from the next working day.

    Raises Refused("kind_unknown"). Source: PP 44/2015 Pasal 37(2) and 40(3).
    """
    _check_kind(kind)
    days = law.on(f"deadline/pay_{kind}_days", asked.day("complete_on", complete_on))
    leave = law.on("deadline/collective_leave_is_off", complete_on)
    day, left, off = complete_on, days.value, list[DayOff]()
    while left:
        day += _DAY
        if is_working_day(law, day):
            left -= 1
        elif day.weekday() < 5:
            off.append(DayOff(day, _calendar_of(law, day)[day]))
    return Deadline(day, (days, leave, law.on("deadline/holidays", day)), tuple(off))


def late_payment(law: Law, kind: str, *, amount_idr: int, complete_on: date, paid_on: date) -> Answer:
    """What late payment adds: 1 % of the benefit for each day after the last one; 0 in time."""
    due = payment_due(law, kind, complete_on)
    asked.whole("amount", amount_idr)
    asked.day("paid_on", paid_on, least=complete_on)
    rate, counts = (law.on(f"deadline/{name}", complete_on) for name in ("late_per_mille", "late_counts"))
    assert due.due_on is not None
    working = counts.value == "working"
    days = working_days(law, due.due_on, paid_on) if working else (paid_on - due.due_on).days
    late = max(0, days)
    formula = f"{late} x {rate.value} per mil x {in_rupiah(amount_idr)}"
    also = (*due.rests_on, counts)
    return Answer(
        (line("late_payment", late * rate.value * amount_idr // 1000, formula, (rate,), also=also),), (rate, *also)
    )


def report_due(law: Law, happened_at: datetime) -> tuple[datetime, Value]:
    """The last moment to report a work accident, or its outcome. Source: Permenaker 1/2025 Pasal 8 and 19."""
    hours = law.on("deadline/report_hours", asked.day("happened_at", happened_at.date()))
    return happened_at + timedelta(hours=hours.value), hours


def claim_until(law: Law, kind: str, happened_on: date) -> Deadline:
    """The last day to claim; a claim for a natural death has no end."""
    _check_kind(kind)
    years = law.on(f"deadline/claim_{kind}_years", asked.day("happened_on", happened_on))
    return Deadline(None if years.value is False else years_after(happened_on, years.value), (years,))


def lapses_on(law: Law, last_paid: Month) -> Deadline:
    """The first day without membership when nothing is paid after a month: three months unpaid, then it lapses.

    That nothing has to be settled first for a claim within these months is not known; see law/contribution/lapse_months.
    """
    asked.day("last_paid", last_paid.first_day)
    months = law.on("contribution/lapse_months", last_paid.first_day)
    return Deadline(last_paid.plus(1 + months.value).first_day, (months,))
