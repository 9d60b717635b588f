"""Fill every free place of a line for which somebody waits, in all its villages at once, as far as its money reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.funding.actions.book import book, ledger_refuses
from payung.funding.queries import held_balance, left_of, lines_with_ids
from payung.membership.actions.decide import decide, lay_out_prices, paid_term
from payung.membership.actions.refill import Refilled, give_decided
from payung.membership.models import Enrolment
from payung.membership.queries import statement
from payung.programmes.actions.give_back_places import lock_around
from payung.programmes.actions.take_places import fit_places
from payung.programmes.queries import programme, waiting_rule
from payung.rules.law import Law
from payung.units.month import Month

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@dataclass(frozen=True, slots=True)
class RefillPlan:
    """What filling a line would do: workers by village code, and how many more wait for money and how much is missing, in rupiah.

    `hold_days`: for how many days the places are offered and held; 0 when the workers are placed at once.
    """

    villages: dict[str, int]
    hold_days: int
    without_money: int
    missing_idr: int

    @property
    def workers(self) -> int:
        return sum(self.villages.values())


def _facts(line: FundingLine, on: date) -> dict[str, Any]:
    term = paid_term(line, on)
    facts: dict[str, Any] = {
        "line": line.pk,
        "region": line.region,
        "on": on,
        "first": term.first.first_day,
        "until": term.until.first_day,
    }
    with connection.cursor() as db:
        db.execute(statement("refillable"), facts)
        return {**facts, "villages": [village for (village,) in db.fetchall()]}


def _choose(law: Law, line: FundingLine, facts: dict[str, Any], left_idr: int) -> tuple[int, int]:
    """Decides who fills the places; gives how many have to wait for money, and the rupiah that are missing."""
    fit_places(line=line, rows=decide("waiting", facts))
    lay_out_prices(law, line, programme(line.programme_code), paid_term(line, facts["on"]))
    with connection.cursor() as db:
        db.execute(statement("fit_month"), {**facts, "above_villages": False})
        db.execute(statement("fit_money"), {**facts, "left": left_idr})
        workers, missing = db.fetchone()
        return int(workers), int(missing)


@transaction.atomic
def refill_line(*, law: Law, line: FundingLine, on: date) -> Refilled:
    """Gives the free places of a line to the first who wait in the same villages, with cover from this month on, or held.

    Nobody is skipped: where the money ends, the waiting goes on in order. A place that is still paid for somebody who left is
    filled next month. Nothing for eyes that do not see the whole line. Raises Refused("term_over"). Locks: quotas, money.
    """
    facts = _facts(line, on)
    if not facts["villages"]:
        return Refilled()
    book(on=on, source="refill")
    with ledger_refuses(line):
        with connection.cursor() as db:
            db.execute("SELECT open_months(%(first)s, %(until)s)", facts)
        lock_around(line_id=line.pk, villages=facts["villages"])
        _choose(law, line, facts, held_balance(line).left_idr)
        return give_decided(law, line, paid_term(line, on), facts)


@transaction.atomic
def plan_refill(*, law: Law, line: FundingLine, on: date) -> RefillPlan:
    """What `refill_line` would do now, decided by the same statements; nothing is written. Raises Refused("term_over")."""
    facts, rule = _facts(line, on), waiting_rule(line)
    workers, missing = _choose(law, line, facts, left_of(line)) if facts["villages"] else (0, 0)
    found: dict[str, int] = {}
    if facts["villages"]:
        with connection.cursor() as db:
            db.execute("SELECT village, count(*) FROM decided WHERE placed GROUP BY village ORDER BY village")
            found = dict(db.fetchall())
    return RefillPlan(found, rule.hold_days if rule else 0, workers, missing)


def refill_lines(*, law: Law, on: date) -> dict[str, Refilled]:
    """Fills every line that still pays and that somebody waits for, each for itself; by code, where anything was done."""
    waiting = set(Enrolment.objects.filter(state="waiting").values_list("line_id", flat=True).distinct())
    done = {}
    for line in lines_with_ids(waiting):
        if line.term.from_month(Month.of(on)) and (filled := refill_line(law=law, line=line, on=on)) != Refilled():
            done[line.code] = filled
    return done
