"""Issue a guarantee letter to a hospital, or cancel one: numbered without gaps in each year; and to which account it is paid."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from payung.claims.actions.conclude_accident import held_accident
from payung.claims.actions.report import SIGNS
from payung.claims.models import TreatmentLetter
from payung.claims.queries import number_in_series
from payung.people.actions.enter_account import account_of
from payung.units.refusal import Refused

_SIGNS_OF_A_CODE = 16  # 25^16: nobody guesses a letter


@transaction.atomic
def issue_letter(
    *, number: str, hospital: str, valid_until: date, by: str, on: date, at: datetime
) -> TreatmentLetter:  # fmt: skip
    """Guarantees treatment at a hospital to a worker whom somebody covered on that day; a suspicion is enough.

    Raises Refused: "claim_unknown", "claim_is_decided", "accident_facts_missing", "accident_was_none", "letter_without_cover",
    "hospital_missing", "letter_ends_before_today". Source: Permenaker 1/2025.
    """
    claim, facts = held_accident(number)
    if not facts.guaranteed:
        raise Refused("accident_was_none", number=number)
    if claim.line is None:
        raise Refused("letter_without_cover", number=number)
    if not hospital.strip():
        raise Refused("hospital_missing")
    if valid_until < on:
        raise Refused("letter_ends_before_today", given=valid_until.isoformat())
    return TreatmentLetter.objects.create(
        claim=claim, person=claim.person, village=claim.village,
        number=f"SJ-{on.year}-{number_in_series('guarantee', on.year):06}", hospital=" ".join(hospital.split())[:150],
        valid_until=valid_until, code="".join(secrets.choice(SIGNS) for _ in range(_SIGNS_OF_A_CODE)), issued_by=by[:60],
        issued_at=at,
    )  # fmt: skip


@transaction.atomic
def cancel_letter(*, letter: str, why: str) -> TreatmentLetter:
    """Cancels a letter that no hospital has used, for a reason. Raises Refused: "letter_unknown", "letter_is_used",
    "reason_missing"."""
    found = TreatmentLetter.objects.select_for_update().filter(number=letter).first()
    if found is None:
        raise Refused("letter_unknown", letter=letter)
    if found.state != "issued":
        raise Refused("letter_is_used", letter=letter)
    if not why.strip():
        raise Refused("reason_missing")
    found.state, found.cancelled_why = "cancelled", why.strip()[:300]
    found.save(update_fields=["state", "cancelled_why"])
    return found


@transaction.atomic
def enter_hospital_account(*, letter: str, bank: str, number: str, holder_name: str) -> TreatmentLetter:
    """Enters the account that the hospital of a letter is paid to, also after a payout came back.

    Raises Refused("letter_unknown"), and for a number that is none, or a missing bank or holder.
    """
    found = TreatmentLetter.objects.select_for_update().filter(number=letter).first()
    if found is None:
        raise Refused("letter_unknown", letter=letter)
    found.account_number, found.bank, found.account_holder = account_of(
        bank=bank, number=number, holder_name=holder_name
    )
    found.save(update_fields=["bank", "account_number", "account_holder"])
    return found
