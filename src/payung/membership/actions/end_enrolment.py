"""End seats: cover stops at a month's end, the place is free again, and so is the money of the months that do not come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.funding.actions.book import book
from payung.membership.actions.refill import refill_if_possible
from payung.membership.models import ENDS, Enrolment
from payung.membership.queries import statement
from payung.rules.law import law
from payung.units.month import Month
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@dataclass(frozen=True, slots=True)
class Ending:
    """One enrolment that ends, and the first month that is not covered any more."""

    enrolment: int
    first_month_free: Month


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of it: seats and waits that ended, the worker-months and rupiah that were taken back, and how many who waited
    follow: placed at once, or offered a place."""

    places: int
    waits: int
    months: int
    amount_idr: int
    placed: int = 0
    offered: int = 0


def first_month_free(why: str, happened_on: date, *, from_the_start: Month | None = None) -> Month:
    """The first month without cover: the one after what happened; for whom BPJS refused, the first month there was.

    A month that has begun stays covered: it is paid as a whole.
    """
    if why == "refused" and from_the_start:
        return from_the_start
    return Month.of(happened_on).plus(1)


def _villages(ids: Sequence[int]) -> dict[FundingLine, list[str]]:
    """In which villages of which lines enrolments are about to end."""
    ending = Enrolment.objects.filter(pk__in=ids).exclude(state="ended").select_related("line")
    villages: dict[FundingLine, list[str]] = {}
    for enrolment in ending.order_by("line_id", "village").distinct("line_id", "village"):
        villages.setdefault(enrolment.line, []).append(enrolment.village)
    return villages


@transaction.atomic
def end_enrolments(*, endings: Sequence[Ending], why: str, on: date, source: str = "") -> Ended:
    """Ends enrolments on a day, whatever they hold: a place with its months to come, or a wait. Ended ones stay as they are.

    The places go to whoever waits next in the same villages (`refill`). Raises Refused("end_reason_unknown"). Locks: quotas of
    the lines by region, then the money of the lines.
    """
    if why not in ENDS:
        raise Refused("end_reason_unknown", given=why, known=", ".join(ENDS))
    book(on=on, source=source)
    facts: dict[str, Any] = {
        "ids": [each.enrolment for each in endings],
        "months": [each.first_month_free.first_day for each in endings],
        "on": on,
        "why": why,
    }
    with connection.cursor() as db:
        db.execute(statement("lock_ending"), facts)
        villages = _villages(facts["ids"])
        db.execute(statement("end_enrolments"), facts)
        places, waits, ended = db.fetchone()
        # Only of what has ended now: whose seat had ended before may have come back, and the new months stay.
        months_of = dict(zip(facts["ids"], facts["months"], strict=True))
        facts |= {"ids": ended, "months": [months_of[each] for each in ended]}
        db.execute(
            "SELECT months, amount_idr FROM end_cover(%(ids)s::bigint[], %(months)s::date[], %(on)s, %(why)s)", facts
        )
        months, amount = db.fetchone()
    free_from = max((each.first_month_free for each in endings), default=None)
    follow = [
        refill_if_possible(law=law(), line=line, villages=ones, on=on, free_from=free_from)
        for line, ones in villages.items()
    ]
    placed, offered = sum(each.placed for each in follow), sum(each.offered for each in follow)
    return Ended(places, waits, months, amount, placed, offered)
