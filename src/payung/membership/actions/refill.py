"""Refill places that became free: the first who wait in the same villages are placed, or offered the place for some days."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.funding.actions.book import book, ledger_refuses
from payung.membership.actions.decide import decide, lay_out_prices, paid_term
from payung.membership.queries import statement
from payung.programmes.actions.give_back_places import lock_around
from payung.programmes.actions.take_places import fit_places, take_places
from payung.programmes.queries import levels, programme, waiting_rule
from payung.rules.law import Law
from payung.units.month import Month, Term
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@dataclass(frozen=True, slots=True)
class Refilled:
    """What became of free places, in numbers of workers: placed with cover, or offered."""

    placed: int = 0
    offered: int = 0


def reach(line: FundingLine, villages: Sequence[str]) -> list[str]:
    """The villages whose waiting workers may get places that became free in these: the same ones, or for a line that is one pool
    every village where somebody waits. None of them for eyes that do not see the whole pool: they would not see who is first."""
    if 13 in levels(line):
        return list(villages)
    with connection.cursor() as db:
        db.execute(statement("pool_waiting"), {"line": line.pk, "region": line.region})
        return [str(village) for (village,) in db.fetchall()]


@transaction.atomic
def refill(
    *, law: Law, line: FundingLine, villages: Sequence[str], on: date, free_from: Month | None = None
) -> Refilled:
    """Gives the free places of villages to the first who wait there, as the line's waiting rule says: at once, or held for days.

    Cover begins with the month of the day, or where whoever had the place is covered longer, with the first month after that
    (`free_from`): no place is paid twice. Places stay in their village (or in the one pool that the line is: `reach`); what
    nobody there waits for is left to `release_places`.

    Raises Refused("term_over") after the line's last month, Refused("money_short") when the line holds too little. Locks: quotas
    around the villages, then money.
    """
    term = paid_term(line, max(on, free_from.first_day) if free_from else on)
    facts: dict[str, Any] = {
        "line": line.pk, "villages": reach(line, villages), "on": on,
        "first": term.first.first_day, "until": term.until.first_day,
    }  # fmt: skip
    book(on=on, source="refill")
    with ledger_refuses(line), connection.cursor() as db:
        db.execute("SELECT open_months(%(first)s, %(until)s)", facts)
        lock_around(line_id=line.pk, villages=[*villages, *facts["villages"]])
        fit_places(line=line, rows=decide("waiting", facts))
        return give_decided(law, line, term, facts)


def give_decided(law: Law, line: FundingLine, term: Term, facts: dict[str, Any]) -> Refilled:
    """Takes the places of the decided workers and gives them as the line's waiting rule says: at once, or held for days.

    `facts` are those of the deciding: line, day (`on`), first month and the one after the last.
    """
    number, rule = take_places(line=line), waiting_rule(line)
    with connection.cursor() as db:
        if rule and rule.hold_days:
            db.execute(
                statement("offer_decided"), {**facts, "held_until": facts["on"] + timedelta(days=rule.hold_days)}
            )
            return Refilled(offered=number)
        db.execute(statement("place_waiting"))
        lay_out_prices(law, line, programme(line.programme_code), term)
        db.execute(statement("cover_decided"), facts)
        return Refilled(placed=number)


def refill_if_possible(
    *, law: Law, line: FundingLine, villages: Sequence[str], on: date, free_from: Month | None = None
) -> Refilled:
    """As `refill`, for whoever has freed the places by something that must not fail because nobody can follow.

    After the term, or without the money, the places stay free: `release_places` says why when an officer tries.
    """
    with suppress(Refused):
        return refill(law=law, line=line, villages=villages, on=on, free_from=free_from)
    return Refilled()
