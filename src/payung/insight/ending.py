"""What ending a place would mean, before anybody does it: the last covered month, the money, who comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.insight.cover import CoverAnswer, answer
from payung.insight.read import rows
from payung.membership.actions.decide import decide
from payung.membership.actions.end_place import ending_of, last_month_covered
from payung.membership.actions.refill import reach
from payung.membership.queries import first_covered_month
from payung.programmes.queries import waiting_rule
from payung.rules.law import Law
from payung.units.month import Month
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.membership.models import Enrolment
    from payung.people.models import Person


@dataclass(frozen=True, slots=True)
class Next:
    """The first of those who wait."""

    id: int
    name: str
    village: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The last month that stays covered (None: no month does), the months that end, and their money in rupiah: `free_idr` is left
    again, `off_invoice_idr` goes off its invoice, `owed_idr` BPJS owes back, `settled_idr` is one of both and not in sight.
    `next` gets the place, or has so many days to take it; `waiting_months` begin anew; `death` answers for the day of a death."""

    last_month: Month | None
    months: int
    free_idr: int
    off_invoice_idr: int
    owed_idr: int
    settled_idr: int
    next: Next | None
    hold_days: int
    waiting_months: int
    death: CoverAnswer | None


@transaction.atomic
def next_waiting(enrolment: Enrolment, first_free: Month) -> Next | None:
    """Who gets the place of an enrolment, in the order by which `refill` goes; None for a wait, which leaves no place."""
    line = enrolment.line
    if enrolment.state != "placed" or first_free >= line.term.until:
        return None
    facts: dict[str, Any] = {
        "line": line.pk, "villages": reach(line, [enrolment.village]), "first": first_free.first_day,
        "until": line.term.until.first_day,
    }  # fmt: skip
    decide("waiting", facts)
    with connection.cursor() as db:
        db.execute(
            "SELECT person.id, person.name, person.village FROM decided JOIN person ON person.id = person_id"
            " WHERE person.id <> %s ORDER BY turn LIMIT 1",
            [enrolment.person_id],
        )
        found = db.fetchone()
    return Next(*found) if found else None


def plan_end(*, law: Law, enrolment: Enrolment, person: Person, why: str, happened_on: date, on: date) -> Plan:
    """What `end_place` would do. Raises Refused("day_to_come") and Refused("died_before_birth")."""
    if happened_on > on:
        raise Refused("day_to_come", given=happened_on.isoformat())
    if why == "died" and happened_on < person.birth_on:
        raise Refused("died_before_birth", given=happened_on.isoformat())
    ending = ending_of(enrolment, why=why, happened_on=happened_on)
    rule = waiting_rule(enrolment.line)
    start = first_covered_month(enrolment.person_id, enrolment.line_id)
    facts: dict[str, Any] = {
        "person": enrolment.person_id, "line": enrolment.line_id, "first_free": ending.first_month_free.first_day,
    }  # fmt: skip
    months, free, off, owed, settled = rows("ending_months", facts)[0]
    follower = next_waiting(enrolment, max(ending.first_month_free, Month.of(on)))
    return Plan(
        last_month_covered(ending.first_month_free, start), months, free, off, owed, settled, follower,
        rule.hold_days if rule else 0, int(law.on("death/waiting_months", on).value),
        answer(person, happened_on, law) if why == "died" else None,
    )  # fmt: skip
