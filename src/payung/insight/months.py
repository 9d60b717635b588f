"""The months around a day as a strip: which are paid, and by whom; which ended before they came, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.units.month import Month

_AT_MOST = 60
_YEAR = 12
_ENDED = "SELECT DISTINCT ON (month) month, why FROM cover_ended WHERE person_id = %s ORDER BY month, id DESC"
_PAID = "SELECT month, kind FROM cover_month JOIN funding_line ON funding_line.id = line_id WHERE person_id = %s"


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One month of a worker: the kind of payer, or None; whether it is the month that was asked for; why it ended before it
    came, where it did and nobody pays it."""

    month: Month
    payer_kind: str | None
    asked: bool
    ended_why: str = ""


def _by_month(question: str, person_id: int) -> dict[Month, str]:
    with connection.cursor() as db:
        db.execute(question, [person_id])
        return {Month.of(month): told for month, told in db.fetchall()}


def months_of(person_id: int, on: date) -> list[MonthOf]:
    """A worker's months from the first one paid or ended to the last one, or to the month of a day up to a year later: the
    latest 60.

    Empty for a worker for whom no month was ever to be paid.
    """
    kind_of, why_of, asked = _by_month(_PAID, person_id), _by_month(_ENDED, person_id), Month.of(on)
    known = kind_of.keys() | why_of.keys()
    if not known:
        return []
    first, last = min(known), max(known)
    shown_until = max(last, asked) if last.months_until(asked) <= _YEAR else last
    count = min(_AT_MOST, first.months_until(shown_until) + 1)
    months = (shown_until.plus(n - count + 1) for n in range(count))
    return [
        MonthOf(month, kind_of.get(month), month == asked, "" if month in kind_of else why_of.get(month, ""))
        for month in months
    ]
