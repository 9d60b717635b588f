"""Conclude whether what was suspected was an accident at work. Until then treatment is guaranteed; after a no, nothing more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.claims.actions.because import because
from payung.claims.actions.name_heir import back_to_work, begin_anew, held_open
from payung.claims.actions.report import payer_on
from payung.claims.models import CONCLUSIONS, Accident, Claim, TreatmentLetter
from payung.units.refusal import Refused


def held_accident(number: str) -> tuple[Claim, Accident]:
    """An open claim with the facts of its accident, both held. Raises Refused: "claim_unknown", "claim_is_decided",
    "accident_facts_missing"."""
    claim = held_open(number)
    facts = Accident.objects.select_for_update().filter(claim=claim).first()
    if facts is None:
        raise Refused("accident_facts_missing", number=number)
    return claim, facts


def _untie(accident: Claim, why: str) -> None:
    """A death that was thought to come of it is a death like any other again, under whoever paid for the worker on that day."""
    tied = Claim.objects.select_for_update(of=("self",)).select_related("person").filter(follows=accident)
    death = tied.exclude(state="withdrawn").first()
    if death is None:
        return
    if death.state in ("approved", "paid"):
        raise Refused("claim_is_decided", number=death.number)
    death.follows, death.cause, death.line = None, "natural", payer_on(death.person, death.happened_on)
    with because(why):
        death.save(update_fields=["follows", "cause", "line"])
    back_to_work(death)


@transaction.atomic
def conclude_accident(*, number: str, concluded: str, why: str, by: str, at: datetime) -> Accident:
    """Concludes a suspected accident as one, or as none: then its unused letters are cancelled, and a death that was tied to it
    is one of any cause again. Source: Permenaker 1/2025.

    Raises Refused: "claim_unknown", "claim_is_decided", "accident_facts_missing", "accident_not_suspected",
    "conclusion_unknown", "reason_missing".
    """
    claim, facts = held_accident(number)
    if not facts.suspected:
        raise Refused("accident_not_suspected", number=number)
    if concluded not in CONCLUSIONS:
        raise Refused("conclusion_unknown", given=concluded, known=", ".join(CONCLUSIONS))
    if not why.strip():
        raise Refused("reason_missing")
    facts.concluded, facts.concluded_by, facts.concluded_at, facts.concluded_why = (
        concluded,
        by[:60],
        at,
        why.strip()[:300],
    )
    facts.save(update_fields=["concluded", "concluded_by", "concluded_at", "concluded_why"])
    if concluded == "none":
        open_letters = TreatmentLetter.objects.filter(claim=claim, state="issued")
        open_letters.update(state="cancelled", cancelled_why=facts.concluded_why)
        _untie(claim, why)
    begin_anew(claim)
    return facts
