"""What funding lines hold, how long that lasts, and how it burns down month by month: for whoever sees the line's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.insight.line import LineMonth
from payung.insight.read import rows
from payung.units.month import Month, Term

# What alone says a promise in so many rupiah; whatever else brought it about was derived.
SAID = "programme-file"


@dataclass(frozen=True, slots=True)
class LineMoney:
    """One line and its accounts in whole rupiah; its last covered month with workers and cost, if anybody is covered."""

    id: int
    code: str
    name: str
    kind: str
    payer: str
    programme_code: str
    programme: str
    first_month: date
    months: int
    promised_idr: int
    left_idr: int
    committed_idr: int
    invoiced_idr: int
    paid_idr: int
    owed_idr: int
    received_idr: int
    bank_idr: int
    bpjs_idr: int
    last_month: date | None
    last_workers: int | None
    last_month_idr: int | None
    promise_source: str

    @property
    def term(self) -> Term:
        return Term(Month.of(self.first_month), self.months)

    @property
    def last_of_term(self) -> Month:
        return self.term.until.plus(-1)

    @property
    def is_unverified(self) -> bool:
        """Whether the promise was derived: no paper says its sum."""
        return self.promise_source != SAID

    @property
    def overpaid_idr(self) -> int:
        """What BPJS has been sent beyond every invoice."""
        return self.bpjs_idr - self.paid_idr - self.owed_idr

    @property
    def months_left(self) -> int | None:
        """How many more months like the last covered one are left in money; None when that one cost nothing or is not there."""
        return self.left_idr // self.last_month_idr if self.last_month_idr else None


def lines_money() -> list[LineMoney]:
    """Every line whose money is in sight, by programme."""
    return [LineMoney(*row) for row in rows("lines_money", {"line": None})]


def line_money(line_id: int) -> LineMoney | None:
    """One line; None when its money is out of sight."""
    return next((LineMoney(*row) for row in rows("lines_money", {"line": line_id})), None)


@dataclass(frozen=True, slots=True)
class BurnMonth:
    """What is left of a promise after a month's cover, in rupiah; `expected` where nobody is covered yet in that month."""

    month: date
    left_idr: int
    expected: bool


def burn_down(money: LineMoney, covered: Sequence[LineMonth]) -> list[BurnMonth]:
    """The promise, without what BPJS has still to give back, less what each month of the term has cost: after the last covered
    month that is what is left. Later months are expected to cost what the last one did; what
    does not reach stands at zero."""
    if money.last_month is None or money.last_month_idr is None:
        return []
    cost = {each.month: each.price_idr for each in covered}
    first = min(money.term.first, Month.of(min(cost)))
    until = max(money.term.until, Month.of(money.last_month).plus(1))
    left, found = money.promised_idr - money.owed_idr, []
    for month in Term(first, first.months_until(until)):
        expected = month.first_day > money.last_month
        left = max(0, left - (money.last_month_idr if expected else cost.get(month.first_day, 0)))
        found.append(BurnMonth(month.first_day, left, expected))
    return found
