"""Close offers that nobody accepted in time, and give their places, and each night every free place, to the next who wait."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction

from payung.funding.queries import lines_with_ids
from payung.membership.actions.refill import Refilled, refill_if_possible
from payung.membership.actions.refill_line import refill_lines
from payung.membership.models import Offer
from payung.membership.queries import statement
from payung.programmes.actions.give_back_places import give_back, lock_around
from payung.rules.law import Law
from payung.units.month import Month

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@transaction.atomic
def expire_of_line(*, law: Law, line: FundingLine, on: date) -> tuple[int, Refilled]:
    """Closes the overdue offers of a line in the area seen; gives how many, and what became of their places.

    Whoever let an offer pass keeps the wait, behind those who had none: see `decide_waiting`.
    """
    due = Offer.objects.filter(line=line, state="open", held_until__lt=on)
    lock_around(line_id=line.pk, villages=sorted(set(due.values_list("village", flat=True))))
    with connection.cursor() as db:
        db.execute(statement("expire_offers"), {"line": line.pk, "on": on})
        closed = db.fetchall()
    if not closed:
        return 0, Refilled()
    villages, free_from = [str(village) for village, _month in closed], Month.of(max(month for _, month in closed))
    give_back(line_id=line.pk, villages=villages)
    again = sorted(set(villages))
    return len(villages), refill_if_possible(law=law, line=line, villages=again, on=on, free_from=free_from)


def expire_offers(*, law: Law, on: date) -> dict[str, tuple[int, Refilled]]:
    """Closes every overdue offer in the area seen, line by line, each line for itself. By the code of the line: how many expired,
    and what became of the places.
    """
    due = set(Offer.objects.filter(state="open", held_until__lt=on).values_list("line_id", flat=True))
    return {line.code: expire_of_line(law=law, line=line, on=on) for line in lines_with_ids(due)}


def pass_places_on(*, law: Law, on: date) -> dict[str, tuple[int, Refilled]]:
    """What is done each night: overdue offers are closed, and then every free place for which somebody waits is given.

    Whatever left it free: a quota that was raised, money that came late, a place of a pool freed by who did not see it whole.
    """
    done = expire_offers(law=law, on=on)
    for code, filled in refill_lines(law=law, on=on).items():
        closed, before = done.get(code, (0, Refilled()))
        done[code] = closed, Refilled(before.placed + filled.placed, before.offered + filled.offered)
    return done
