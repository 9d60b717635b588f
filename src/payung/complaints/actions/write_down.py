"""Write a complaint down: it takes its number and the day to answer by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from payung.claims.queries import claim as claim_with
from payung.complaints.models import ABOUT, Complaint
from payung.people.queries import held
from payung.rules.deadline import after_working_days
from payung.rules.law import Law
from payung.units.nik import names_a_nik
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.claims.models import Claim

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong, about what, who told it and how to reach them: about a worker, a claim by its number, or a village."""

    about: str
    said: str
    teller_name: str
    teller_phone: str = ""
    reference: str = ""
    village: str = ""
    person_id: int | None = None
    claim: str = ""


def check_words(text: str) -> str:
    """Words as they are kept. Raises Refused: "complaint_says_nothing", "complaint_too_long", "complaint_names_a_nik"."""
    said = text.strip()
    if not said:
        raise Refused("complaint_says_nothing")
    if len(said) > LONGEST:
        raise Refused("complaint_too_long", most=LONGEST)
    if names_a_nik(said):
        raise Refused("complaint_names_a_nik")
    return said


def _claim(told: Told) -> Claim | None:
    if not told.claim:
        return None
    found = claim_with(told.claim)
    if found is None:
        raise Refused("claim_unknown", number=told.claim[:20])
    return found


def _check(told: Told) -> str:
    """The words as they are kept; what is wrong is told in the order of the form."""
    if told.about not in ABOUT:
        raise Refused("complaint_about_unknown", given=told.about[:20])
    said = check_words(told.said)
    if names_a_nik(told.reference):
        raise Refused("complaint_names_a_nik")
    if not told.teller_name.strip():
        raise Refused("complaint_teller_missing")
    return said


@transaction.atomic
def write_down(*, law: Law, told: Told, days: int, by: str, on: date, at: datetime) -> Complaint:
    """A complaint with its number, to be answered within so many working days; it lies where its worker lives.

    Raises Refused: "complaint_about_unknown", "complaint_teller_missing", those of `check_words`, "claim_unknown",
    "worker_unknown".
    """
    said = _check(told)
    claim = _claim(told)
    person_id = claim.person_id if claim else told.person_id
    person = held(person_id) if person_id is not None else None
    if person is None and (person_id is not None or not told.village):
        raise Refused("worker_unknown")
    made = Complaint.objects.create(
        about="claim" if claim else told.about, claim=claim, person=person, village=person.village if person else told.village,
        reference=told.reference.strip()[:60], teller_name=told.teller_name.strip()[:150],
        teller_phone=told.teller_phone.strip()[:20], said=said, received_at=at, received_by=by[:60],
        due_on=after_working_days(law, on, days)[0],
    )  # fmt: skip
    # The database gave the number.
    made.refresh_from_db()
    return made
