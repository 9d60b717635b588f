"""The months around a day as a strip: which are paid, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.units.month import Month

_AT_MOST = 60
_YEAR = 12
_PAID = "SELECT month, kind FROM cover_month JOIN funding_line ON funding_line.id = line_id WHERE person_id = %s"


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One month of a worker: the kind of payer, or None; whether it is the month that was asked for."""

    month: Month
    payer_kind: str | None
    asked: bool


def _paid(person_id: int) -> dict[Month, str]:
    with connection.cursor() as db:
        db.execute(_PAID, [person_id])
        return {Month.of(month): kind for month, kind in db.fetchall()}


def months_of(person_id: int, on: date) -> list[MonthOf]:
    """A worker's months from the first one paid to the last one, or to the month of a day up to a year later: the latest 60.

    Empty for a worker for whom no month was ever paid.
    """
    kind_of, asked = _paid(person_id), Month.of(on)
    if not kind_of:
        return []
    first, last = min(kind_of), max(kind_of)
    shown_until = max(last, asked) if last.months_until(asked) <= _YEAR else last
    count = min(_AT_MOST, first.months_until(shown_until) + 1)
    months = (shown_until.plus(n - count + 1) for n in range(count))
    return [MonthOf(month, kind_of.get(month), month == asked) for month in months]
