"""A death was on another day than was told: cover ends with the true month, and months that a wrong day had ended come back.

They were the worker's, so they come back though the place may be somebody else's by now; their money has to be there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.funding.actions.book import book, ledger_refuses
from payung.membership.actions.end_for_death import end_for_death
from payung.membership.models import Enrolment
from payung.membership.queries import statement
from payung.units.month import Month
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def _ended_by_death(person_id: int) -> list[Enrolment]:
    known = Enrolment.objects.select_related("line").filter(person_id=person_id, ended_why="died")
    return list(known.order_by("line_id", "-id").distinct("line_id"))


def _end_months_after(ended: list[Enrolment], died_on: date, on: date) -> None:
    free = [Month.of(died_on).plus(1).first_day] * len(ended)
    with connection.cursor() as db:
        db.execute("SELECT end_cover(%s::bigint[], %s::date[], %s, 'died')", [[each.pk for each in ended], free, on])


def _bring_back(line: FundingLine, person_id: int, died_on: date, since: date | None) -> None:
    facts: dict[str, Any] = {"person": person_id, "line": line.pk, "last": Month.of(died_on).first_day, "since": since}
    try:
        with ledger_refuses(line), connection.cursor() as db:
            db.execute(statement("bring_months_back"), facts)
    except Refused as refusal:
        raise Refused("months_money_short", **refusal.facts) from refusal


@transaction.atomic
def move_death(*, person_id: int, died_on: date, on: date, source: str, since: date | None = None) -> None:
    """Notes the true day and moves the end of cover with it.

    `since` is the day of the first end that counts: what an earlier mistake had ended stays so. Raises Refused: "day_to_come",
    "died_before_birth", "months_money_short" where the line has no money left for the months.
    Locks: the worker must be held; then as `end_enrolments`.
    """
    end_for_death(person_id=person_id, died_on=died_on, on=on, source=source)
    book(on=on, source=source)
    ended = _ended_by_death(person_id)
    _end_months_after(ended, died_on, on)
    for each in ended:
        _bring_back(each.line, person_id, died_on, since)
