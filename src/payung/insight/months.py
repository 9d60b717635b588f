"""The months around a day as a strip: which are paid, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.funding.models import FundingLine
from payung.membership.models import CoverMonth
from payung.units.month import Month

_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One month of a worker: the line that pays it, or None; whether it is the month that was asked for."""

    month: Month
    line: FundingLine | None
    asked: bool


def months_of(person_id: int, on: date) -> list[MonthOf]:
    """A worker's months from the first one paid to the last one, and to the month of a day: at most the latest 60.

    Empty for a worker for whom no month was ever paid.
    """
    rows = CoverMonth.objects.filter(person_id=person_id).select_related("line")
    payer_of = {Month.of(row.month): row.line for row in rows}
    if not payer_of:
        return []
    asked = Month.of(on)
    first, last = min(payer_of), max(payer_of)
    shown_until = max(last, asked) if last.months_until(asked) <= 12 else last
    count = min(_AT_MOST, first.months_until(shown_until) + 1)
    months = [shown_until.plus(n - count + 1) for n in range(count)]
    return [MonthOf(month, payer_of.get(month), month == asked) for month in months]
