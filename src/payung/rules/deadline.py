"""By when: to report, to pay, to claim, to pay on; and what late payment adds. Working days know Indonesia's holidays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

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
    """One deadline by its code: the last day (of `lapses_on` the first without membership), None where there is no end, and a
    moment where hours are counted; what it is counted from; the values it rests on, its own rule first; and the holidays on
    weekdays that were passed over."""

    code: str
    after: date | Month
    due_on: date | None
    rests_on: tuple[Value, ...]
    days_off: tuple[DayOff, ...] = ()

    @property
    def rule(self) -> Value:
        return self.rests_on[0]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines that were asked for together, and what late payment adds where the day of payment is known."""

    days: tuple[Deadline, ...]
    late: Answer | None = None

    @property
    def rests_on(self) -> tuple[Value, ...]:
        late = self.late.rests_on if self.late else ()
        return (*(value for each in self.days for value in each.rests_on), *late)

    @property
    def days_off(self) -> tuple[DayOff, ...]:
        return tuple(off for each in self.days for off in each.days_off)


@cache
def _calendar(country: str, year: int, collective: bool) -> dict[date, str]:
    # Only here: its calendars of every faith take a fifth of a second, and most commands count no working days.
    import holidays

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


def after_working_days(law: Law, after: date, days: int) -> tuple[date, tuple[DayOff, ...]]:
    """The last of so many working days after a day, and the holidays on weekdays that were passed over."""
    day, left, off = after, days, list[DayOff]()
    while left:
        day += _DAY
        if is_working_day(law, day):
            left -= 1
        elif day.weekday() < 5:
            off.append(DayOff(day, _calendar_of(law, day)[day]))
    return day, tuple(off)


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
    day, off = after_working_days(law, complete_on, days.value)
    return Deadline("due_on", complete_on, day, (days, leave, law.on("deadline/holidays", day)), off)


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


def report_due(law: Law, happened_at: datetime) -> Deadline:
    """The last moment to report a work accident, or its outcome. Source: Permenaker 1/2025 Pasal 8 and 19."""
    hours = law.on("deadline/report_hours", asked.day("happened_on", happened_at.date()))
    return Deadline("report_until", happened_at, happened_at + timedelta(hours=hours.value), (hours,))


def claim_until(law: Law, kind: str, happened_on: date) -> Deadline:
    """The last day to claim; a claim for a natural death has no end."""
    _check_kind(kind)
    years = law.on(f"deadline/claim_{kind}_years", asked.day("happened_on", happened_on))
    until = None if years.value is False else years_after(happened_on, years.value)
    return Deadline("claim_until", happened_on, until, (years,))


def lapses_on(law: Law, last_paid: Month) -> Deadline:
    """The first day without membership when nothing is paid after a month: three months unpaid, then it lapses.

    That nothing has to be settled first for a claim within these months is not known; see law/contribution/lapse_months.
    """
    asked.day("last_paid", last_paid.first_day)
    months = law.on("contribution/lapse_months", last_paid.first_day)
    return Deadline("lapses_on", last_paid, last_paid.plus(1 + months.value).first_day, (months,))


def _days(
    law: Law, kind: str, happened_at: datetime | None, complete_on: date | None, last_paid: Month | None
) -> Iterator[Deadline]:
    if happened_at and kind == "jkk":
        yield report_due(law, happened_at)
    if happened_at:
        yield claim_until(law, kind, happened_at.date())
    if complete_on:
        yield payment_due(law, kind, complete_on)
    if last_paid:
        yield lapses_on(law, last_paid)


def deadlines(
    law: Law, kind: str, *, happened_at: datetime | None = None, complete_on: date | None = None,
    paid_on: date | None = None, amount_idr: int = 0, last_paid: Month | None = None,
) -> Deadlines:  # fmt: skip
    """Every deadline that can be counted from what is known, and what late payment adds to an amount in rupiah.

    Raises Refused where nothing is known, or the day of payment without the day on which the claim was complete.
    """
    _check_kind(kind)
    asked.whole("amount", amount_idr)
    days = tuple(_days(law, kind, happened_at, complete_on, last_paid))
    if not days:
        raise Refused("deadline_nothing_asked", field="complete_on", allowed="complete_on, happened_on, last_paid")
    if paid_on is None:
        return Deadlines(days)
    if complete_on is None:
        raise Refused("field_invalid", field="complete_on", given="-", allowed="YYYY-MM-DD")
    late = late_payment(law, kind, amount_idr=amount_idr, complete_on=complete_on, paid_on=paid_on)
    return Deadlines(days, late)
