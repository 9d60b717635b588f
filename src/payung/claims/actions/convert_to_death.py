"""A worker dies of an accident: a claim of a death at work follows the accident's, on which treatment is still paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from payung.claims.actions.because import because
from payung.claims.actions.conclude_accident import held_accident
from payung.claims.actions.name_heir import back_to_work
from payung.claims.actions.report import Reported, Told, check_in_time, report
from payung.claims.actions.state_outcome import Stated, state_outcome
from payung.claims.models import Accident, Claim
from payung.rules.law import Law
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Died:
    """The death: on which day, by which doctor's statement of when; who tells it, and their words."""

    died_on: date
    doctor_name: str
    stated_at: datetime
    teller: str
    teller_name: str
    teller_phone: str = ""
    story: str = ""
    wants_messages: bool = False


def _follow(accident: Claim, death: Claim) -> None:
    """Ties the claims, also where the village had told the death before anybody knew of what it came."""
    if death.follows_id == accident.pk:
        return
    if death.state in ("approved", "paid", "refused"):
        raise Refused("claim_is_decided", number=death.number)
    death.follows, death.cause, death.line = accident, "work", accident.line
    with because(f"klaim {accident.number}"):
        death.save(update_fields=["follows", "cause", "line"])
    back_to_work(death)


@transaction.atomic
def convert_to_death(*, law: Law, number: str, died: Died, by: str, on: date, at: datetime) -> Reported:
    """Opens the claim of the death, or ties the one that stands; what the accident's own claim gives ends with the death.

    Raises Refused: "accident_was_none", "accident_paid_as_total" where a permanent total loss was approved already,
    "died_before_accident", "claim_too_late" by the day of the accident, and whatever `state_outcome` and `report` find wrong.
    Source: PP 44/2015, PP 82/2019.
    """
    accident = Accident.objects.select_related("claim").filter(claim__number=number).first()
    decided = accident is not None and accident.claim.state in ("approved", "paid")
    if accident is None or not decided:
        accident = held_accident(number)[1]
    if not accident.guaranteed:
        raise Refused("accident_was_none", number=number)
    if decided and accident.outcome == "total":
        raise Refused("accident_paid_as_total", number=number)
    if died.died_on < accident.claim.happened_on:
        raise Refused("died_before_accident", given=died.died_on.isoformat())
    # The years are those since the accident: what the law gives for this death is a benefit of the accident.
    check_in_time(law, "jkk", accident.claim.happened_on, on)
    if not decided:
        state_outcome(law=law, number=number, stated=Stated("death", died.doctor_name, died.stated_at), at=at)
    told = Told(
        "death",
        "work",
        died.died_on,
        died.teller,
        died.teller_name,
        died.teller_phone,
        accident.claim.happened_at,
        died.story,
        died.wants_messages,
    )
    reported = report(law=law, person_id=accident.person_id, told=told, by=by, on=on, at=at)
    _follow(accident.claim, Claim.objects.select_for_update().get(pk=reported.claim.pk))
    return Reported(Claim.objects.get(pk=reported.claim.pk), reported.joined)
