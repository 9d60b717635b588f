"""Take back an end that was a mistake: the worker is enrolled again on the same line, where the village has a place free.

A place has no name: it is the one that was given up or any other of the village. Where none is left, the worker may wait.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.funding.actions.book import book, ledger_refuses
from payung.membership.actions.decide import decide, lay_out_prices, paid_term
from payung.membership.models import CoverMonth, Enrolment
from payung.membership.queries import statement
from payung.people.actions.note_death import take_back_death
from payung.people.queries import held
from payung.programmes.actions.move_places import lock_all_quotas
from payung.programmes.actions.take_places import fit_places, take_places
from payung.rules.law import Law
from payung.units.month import Month, Term
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.programmes.models import Programme


def months_to_come_back(enrolment: Enrolment, on: date) -> Term | None:
    """The months that would be covered again: from this one on, or the next where this one still is; None: no month.

    Raises Refused("term_over") after the line's last month.
    """
    term = paid_term(enrolment.line, on)
    paid = CoverMonth.objects.filter(person_id=enrolment.person_id, line_id=enrolment.line_id)
    still = {Month.of(month) for month in paid.values_list("month", flat=True)}
    first = next((month for month in term if month not in still), None)
    return term.from_month(first) if first else None


def _nobody_else_pays(enrolment: Enrolment, term: Term) -> None:
    facts: list[Any] = [enrolment.person.nik, enrolment.line_id, term.first.first_day, term.until.first_day]
    with connection.cursor() as db:
        db.execute("SELECT state, payer_kind FROM known_workers(ARRAY[%s], %s, %s, %s)", facts)
        state, payer_kind = db.fetchone() or (None, None)
    if state:
        raise Refused("enrolment_stands")
    if payer_kind:
        raise Refused("months_paid_by_another", kind=payer_kind)


def _ended(enrolment_id: int) -> Enrolment:
    found = Enrolment.objects.select_related("line", "person").filter(pk=enrolment_id, state="ended").first()
    if found is None:
        raise Refused("enrolment_unknown")
    return found


@transaction.atomic
def take_back_end(*, law: Law, enrolment_id: int, programme: Programme, on: date, may_wait: bool = False) -> bool:
    """Enrols the worker of an ended enrolment once more, and takes a death back that it ended for. Gives whether placed.

    A seat takes a free place of the village, at every level. Where none is free Refused("place_passed_on") is raised, or with
    `may_wait` the worker joins the waiting list, whose stated order looks at the day of the first proposal. A wait waits again.

    Raises Refused: "enrolment_unknown" for one that has not ended, "enrolment_stands" when the worker is on the line again,
    "months_paid_by_another", "person_restricted", "died", "term_over", "places_gone" and "money_short".
    """
    enrolment = _ended(enrolment_id)
    line, person = enrolment.line, held(enrolment.person_id)
    book(on=on, source=f"enrolment:{enrolment_id}")
    lock_all_quotas(line=line)
    term = months_to_come_back(enrolment, on)
    if term is None:
        raise Refused("enrolment_stands")
    if person and person.died_on and enrolment.ended_why != "died":
        raise Refused("died")
    _nobody_else_pays(enrolment, term)
    facts: dict[str, Any] = {
        "line": line.pk, "enrolment": enrolment_id, "on": enrolment.proposed_on, "batch": enrolment.batch,
        "first": term.first.first_day,
    }  # fmt: skip
    with ledger_refuses(line), connection.cursor() as db:
        _decide(enrolment, facts, may_wait=may_wait)
        placed = take_places(line=line) > 0
        db.execute(statement("enrol_staged"), facts)
        lay_out_prices(law, line, programme, term)
        db.execute(statement("cover_decided"), facts)
    if enrolment.ended_why == "died":
        take_back_death(person=enrolment.person_id)
    return placed


def _decide(enrolment: Enrolment, facts: dict[str, Any], *, may_wait: bool) -> None:
    """Lays the worker out: with a place if one was held and one is free, else waiting."""
    if not decide("again", facts):
        raise Refused("person_restricted")
    seats = _seats()
    fit_places(line=enrolment.line, rows=1)
    if _seats() < seats and not may_wait:
        raise Refused("place_passed_on", line=enrolment.line.code)


def _seats() -> int:
    with connection.cursor() as db:
        db.execute("SELECT count(*) FROM decided WHERE placed")
        return int(db.fetchone()[0])
