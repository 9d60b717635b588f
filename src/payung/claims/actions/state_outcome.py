"""State how an accident ended: stage II, by a doctor's words; and note when the worker went back to work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from payung.claims.actions.conclude_accident import held_accident
from payung.claims.actions.name_heir import begin_anew
from payung.claims.actions.report_accident import until_told
from payung.claims.models import OUTCOMES, Accident
from payung.rules.law import Law
from payung.rules.loss import read_losses
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Stated:
    """A doctor's statement: recovered (the inability ended), partial with the losses by the law's table, total, or death."""

    outcome: str
    doctor_name: str
    stated_at: datetime
    losses: Sequence[str] = ()
    left_handed: bool = False


def _check(law: Law, facts: Accident, stated: Stated, at: datetime) -> None:
    if stated.outcome not in OUTCOMES:
        raise Refused("outcome_unknown", given=stated.outcome, known=", ".join(OUTCOMES))
    if not stated.doctor_name.strip():
        raise Refused("doctor_missing")
    if stated.stated_at > at:
        raise Refused("moment_to_come")
    if stated.stated_at < facts.occurred_at:
        raise Refused("stated_before_accident")
    if (stated.outcome == "partial") != bool(stated.losses):
        raise Refused("losses_belong_to_partial")
    read_losses(law, facts.claim.happened_on, stated.losses, left_handed=stated.left_handed)


@transaction.atomic
def state_outcome(*, law: Law, number: str, stated: Stated, at: datetime) -> Accident:
    """Notes a doctor's statement, in place of an earlier one while the claim is open, and starts the clock of stage II.

    Raises Refused: "claim_unknown", "claim_is_decided", "accident_facts_missing", "outcome_unknown", "doctor_missing",
    "moment_to_come", "stated_before_accident", "losses_belong_to_partial", and for a loss that the law's table has not.
    Source: Permenaker 1/2025 Pasal 19.
    """
    claim, facts = held_accident(number)
    _check(law, facts, stated, at)
    facts.outcome, facts.losses, facts.left_handed = stated.outcome, list(stated.losses), stated.left_handed
    facts.doctor_name, facts.stated_at = " ".join(stated.doctor_name.split())[:150], stated.stated_at
    facts.outcome_until, facts.outcome_told_at = until_told(law, stated.stated_at), at
    facts.save()
    begin_anew(claim)
    return facts


@transaction.atomic
def note_back_at_work(*, number: str, on: date, today: date) -> Accident:
    """Notes from which day the worker works again, also after the claim was decided.

    Raises Refused: "accident_facts_missing", "day_to_come", "back_before_accident".
    """
    facts = (
        Accident.objects.select_for_update(of=("self",)).select_related("claim").filter(claim__number=number).first()
    )
    if facts is None:
        raise Refused("accident_facts_missing", number=number)
    if on > today:
        raise Refused("day_to_come", given=on.isoformat())
    if on < facts.claim.happened_on:
        raise Refused("back_before_accident", given=on.isoformat())
    facts.back_at_work_on = on
    facts.save(update_fields=["back_at_work_on"])
    return facts
