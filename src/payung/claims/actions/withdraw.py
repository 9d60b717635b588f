"""Withdraw a report that was a mistake: the worker lives, another one was meant, the same was told twice; or take that back.

The claim stays readable in full and gives nothing. Once approved, or refused, it is not withdrawn: an appeal is the way there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from payung.claims.actions.because import because
from payung.claims.actions.name_heir import held_open
from payung.claims.actions.report import same_as
from payung.claims.models import Claim, TreatmentLetter
from payung.membership.actions.end_for_death import end_for_death
from payung.membership.actions.take_back_ends import GivenBack, take_back_ends
from payung.people.queries import held
from payung.rules.law import Law
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.people.models import Person


def held_with_worker(number: str) -> Person:
    """The worker of a claim in sight, held: before the claim itself, as whoever reports does. Raises Refused("claim_unknown")."""
    person_id = Claim.objects.filter(number=number).values_list("person_id", flat=True).first()
    person = held(person_id) if person_id else None
    if person is None:
        raise Refused("claim_unknown", number=number)
    return person


def _let_go_of(claim: Claim, why: str) -> None:
    """An accident's letters are cancelled; not while a hospital treats on one, nor while a death is tied to it."""
    death = Claim.objects.filter(follows=claim).exclude(state="withdrawn").first()
    if death:
        raise Refused("death_follows_it", death=death.number)
    letters = TreatmentLetter.objects.select_for_update().filter(claim=claim)
    if used := letters.filter(state="used").first():
        raise Refused("withdrawal_letter_used", letter=used.number)
    letters.filter(state="issued").update(state="cancelled", cancelled_why=why.strip()[:300])


@transaction.atomic
def withdraw(*, law: Law, number: str, why: str, on: date, lives: bool | None = None) -> list[GivenBack]:
    """Withdraws a claim that is not decided. Of a death has to be said whether the worker lives: then the day of death is taken
    off the worker's record, the places come back that are still free, and what became of each is given.

    Raises Refused: "claim_unknown", "claim_is_decided", "claim_is_withdrawn", "reason_missing", "withdrawal_life_unsaid",
    "death_follows_it", "withdrawal_letter_used".
    """
    person = held_with_worker(number)
    claim = held_open(number)
    if claim.kind == "death" and lives is None:
        raise Refused("withdrawal_life_unsaid")
    with because(why):
        _let_go_of(claim, why)
        claim.state, claim.complete_on, claim.due_on = "withdrawn", None, None
        claim.save(update_fields=["state", "complete_on", "due_on"])
        if claim.kind == "death" and lives:
            return take_back_ends(law=law, person_id=person.pk, on=on)
    return []


@transaction.atomic
def take_back_withdrawal(*, number: str, why: str, on: date) -> Claim:
    """Takes a withdrawal back: the claim is where papers are brought, and a death is noted again and ends what the worker holds.

    Raises Refused: "claim_unknown", "claim_is_not_withdrawn", "reason_missing", "claim_stands_already" where the same was
    reported anew since, "accident_is_withdrawn" of a death that came of one, and "ended_today_already" for a place that came back
    on this very day.
    """
    person = held_with_worker(number)
    claim = Claim.objects.select_for_update(of=("self",)).select_related("follows").get(number=number)
    if claim.state != "withdrawn":
        raise Refused("claim_is_not_withdrawn", number=number)
    if other := same_as(person, claim.kind, claim.happened_on):
        raise Refused("claim_stands_already", number=other.number)
    if claim.follows and claim.follows.state == "withdrawn":
        raise Refused("accident_is_withdrawn", number=claim.follows.number)
    with because(why):
        claim.state = "reported"
        claim.save(update_fields=["state"])
        if claim.kind == "death":
            end_for_death(person_id=person.pk, died_on=claim.happened_on, on=on, source=f"klaim {claim.number}")
    return claim
