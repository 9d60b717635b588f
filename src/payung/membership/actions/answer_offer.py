"""Answer an offer: accepted, the worker has the place that was held, with cover; declined, it goes to the next who waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction

from payung.funding.actions.book import book, ledger_refuses
from payung.membership.actions.decide import decide, lay_out_prices, paid_term
from payung.membership.actions.refill import Refilled, refill_if_possible
from payung.membership.models import CoverMonth, Enrolment, Offer
from payung.membership.queries import statement
from payung.people.queries import by_id
from payung.programmes.actions.give_back_places import give_back, lock_around
from payung.programmes.queries import programme
from payung.rules.law import Law
from payung.units.month import Month, Term
from payung.units.refusal import Refused


def _held(offer_id: int, on: date) -> Offer:
    """The open offer, locked after the quotas around its village. Raises Refused where it cannot be answered."""
    seen = Offer.objects.filter(pk=offer_id).first()
    if seen is None:
        raise Refused("offer_unknown")
    lock_around(line_id=seen.line_id, villages=[seen.village])
    held = Offer.objects.select_for_update(of=("self",)).select_related("line", "enrolment").get(pk=offer_id)
    if held.state != "open":
        raise Refused("offer_answered", on=(held.answered_on or on).isoformat())
    return held


def _may_be_placed(held: Offer, term: Term) -> None:
    person = by_id(held.enrolment.person_id)
    if person is None or person.restricted_at:
        raise Refused("offer_restricted")
    months = CoverMonth.objects.filter(person_id=held.enrolment.person_id, month__gte=term.first.first_day)
    if months.filter(month__lt=term.until.first_day).exists():
        raise Refused("offer_covered_elsewhere")


@transaction.atomic
def accept_offer(*, law: Law, offer_id: int, on: date) -> Offer:
    """Places the worker on the place that was held, with cover from this month on, or from when the place is paid for no other.

    Raises Refused: offer_unknown, offer_answered, offer_over after its last day, offer_covered_elsewhere, offer_restricted,
    term_over, money_short.
    """
    held = _held(offer_id, on)
    if on > held.held_until:
        raise Refused("offer_over", until=held.held_until.isoformat())
    term = paid_term(held.line, max(on, held.cover_from))
    _may_be_placed(held, term)
    facts: dict[str, Any] = {"line": held.line_id, "first": term.first.first_day, "enrolment": held.enrolment_id}
    book(on=on, source=f"offer:{held.pk}")
    with ledger_refuses(held.line), connection.cursor() as db:
        db.execute("SELECT open_months(%s, %s)", [term.first.first_day, term.until.first_day])
        Enrolment.objects.filter(pk=held.enrolment_id).update(state="placed")
        held.state, held.answered_on = "accepted", on
        held.save(update_fields=["state", "answered_on"])
        decide("accepted", facts)
        lay_out_prices(law, held.line, programme(held.line.programme_code), term)
        db.execute(statement("cover_decided"), facts)
    return held


@transaction.atomic
def decline_offer(*, law: Law, offer_id: int, on: date) -> Refilled:
    """Closes the offer and gives its place to the next who waits; the worker is on the waiting list no more.

    Raises Refused: offer_unknown, offer_answered.
    """
    held = _held(offer_id, on)
    held.state, held.answered_on = "declined", on
    held.save(update_fields=["state", "answered_on"])
    Enrolment.objects.filter(pk=held.enrolment_id).update(state="ended", ended_on=on, ended_why="asked")
    give_back(line_id=held.line_id, villages=[held.village])
    return refill_if_possible(
        law=law, line=held.line, villages=[held.village], on=on, free_from=Month.of(held.cover_from)
    )
