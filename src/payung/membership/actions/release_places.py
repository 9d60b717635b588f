"""Release places that villages have not used to the waiting lists of the others, by the stated rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.funding.actions.book import book, ledger_refuses
from payung.membership.actions.decide import decide, paid_term
from payung.membership.actions.refill import Refilled, give_decided
from payung.membership.queries import statement
from payung.programmes.actions.move_places import lock_all_quotas, move_places
from payung.programmes.actions.take_places import fit_places
from payung.rules.law import Law

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

RULE = "bergiliran-per-desa-cakupan-terendah-dahulu"


def choose(line: FundingLine, facts: dict[str, Any]) -> None:
    """Decides who waits and gets an unused place: as far as they are free, and paid for nobody else in the first month.

    `facts` are line, first month and the one after the last.
    """
    fit_places(line=line, rows=decide("release", facts), above_villages=True)
    with connection.cursor() as db:
        db.execute(statement("fit_month"), {**facts, "above_villages": True})


@transaction.atomic
def release_places(*, law: Law, line: FundingLine, on: date) -> Refilled:
    """Gives each waiting worker an unused place while there are any, as the line's waiting rule says: at once, or held for days.

    Cover begins with this month; a place that is still paid for somebody who left is given next month. What moved from which
    village to which is recorded. Raises Refused("term_over") after the line's last month, Refused("money_short") when the line
    holds too little.
    """
    term = paid_term(line, on)
    facts: dict[str, Any] = {
        "line": line.pk, "on": on, "first": term.first.first_day, "until": term.until.first_day,
    }  # fmt: skip
    book(on=on, source="release")
    with ledger_refuses(line), connection.cursor() as db:
        db.execute("SELECT open_months(%(first)s, %(until)s)", facts)
        lock_all_quotas(line=line)
        choose(line, facts)
        move_places(line=line, on=on, rule=RULE)
        return give_decided(law, line, term, facts)
