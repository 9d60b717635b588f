"""A worker who was hurt at work, and the steps of such a claim as a test wants them: each by the actions themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from payung.claims.actions.assess import assess
from payung.claims.actions.bring_document import bring_document
from payung.claims.actions.complete import complete
from payung.claims.actions.conclude_accident import conclude_accident
from payung.claims.actions.convert_to_death import Died, convert_to_death
from payung.claims.actions.enter_cost import Spent, enter_cost, enter_inability
from payung.claims.actions.issue_letter import issue_letter
from payung.claims.actions.report_accident import Struck, report_accident
from payung.claims.actions.state_outcome import Stated, state_outcome
from payung.claims.models import AccidentCost, Assessment, Claim, TreatmentLetter
from payung.people.models import Person
from payung.rules.law import law
from payung.units.month import Month
from tests.claims.cases import AT, ON, picture

HURT_AT = datetime(2025, 11, 24, 10, 30).astimezone()
TOLD_AT = datetime(2025, 11, 25, 9, 0).astimezone()
TODAY = date(2025, 11, 25)


def struck(**more: Any) -> Struck:
    facts = {
        "occurred_at": HURT_AT, "where": "sawah Blok Cikadu", "source": "traktor terguling", "story": "Terjepit setir.",
        "teller": "clerk", "teller_name": "Operator Desa", "teller_phone": "0812-0000-0000",
    } | more  # fmt: skip
    return Struck(**facts)


def hurt(person: Person, *, at: datetime = TOLD_AT, **more: Any) -> Claim:
    told = report_accident(law=law(), person_id=person.pk, struck=struck(**more), by="operator", at=at)
    return told.claim


_shades = iter(range(40_000))


def paper(claim: Claim, kind: str) -> int:
    """A new paper, unlike any other."""
    number = next(_shades)
    data = picture_of(number)
    return bring_document(number=claim.number, kind=kind, data=data, by="operator", at=TOLD_AT)[0].pk


def picture_of(number: int) -> bytes:
    """A picture that no other number has."""
    return picture(number % 256) + number.to_bytes(4, "big")


def stated(claim: Claim, outcome: str, *, at: datetime = TOLD_AT, **more: Any) -> None:
    state_outcome(law=law(), number=claim.number, stated=Stated(outcome, "dr. Ratna", at, **more), at=at)


def spent(claim: Claim, kind: str, amount_idr: int, *, letter: str = "", on: date = TODAY) -> AccidentCost:
    receipt = "transport-receipt" if kind.startswith("transport_") else "treatment-receipt"
    cost = Spent(kind, amount_idr, on, "RSUD Bayu Asih", paper(claim, receipt), letter)
    return enter_cost(law=law(), number=claim.number, spent=cost, by="petugas", on=on, at=TOLD_AT)


def guaranteed(claim: Claim, hospital: str = "RSUD Bayu Asih", until: date = date(2025, 12, 31)) -> TreatmentLetter:
    return issue_letter(number=claim.number, hospital=hospital, valid_until=until, by="petugas", on=TODAY, at=TOLD_AT)


def unable(claim: Claim, months: int, first: str = "2025-11", on: date = date(2027, 6, 1)) -> None:
    for number in range(months):
        month = Month.parse(first).plus(number)
        enter_inability(
            number=claim.number, month=month, document_id=paper(claim, "doctor"), by="petugas", on=on, at=TOLD_AT
        )


def with_accident_papers(claim: Claim, *more: str) -> None:
    for kind in ("card", "id-worker", "bank-book", "doctor", *more):
        paper(claim, kind)


def computed(claim: Claim, *more: str) -> Assessment:
    """The claim complete and computed by the claims officer."""
    with_accident_papers(claim, *more)
    complete(law=law(), number=claim.number, on=TODAY)
    return assess(law=law(), number=claim.number, by="petugas", at=TOLD_AT)


DEATH_AT_WORK = ("card", "id-worker", "id-heir", "death-certificate", "family-card", "heir-statement", "marriage-book",
                 "bank-book", "tax-number", "doctor")  # fmt: skip


def shares(assessment):
    return [(share["payee"], share["what"], share["name"], share["amount_idr"]) for share in assessment.shares]


def died(accident, told_on=ON, **more):
    facts = {
        "died_on": ON,
        "doctor_name": "dr. Ratna",
        "stated_at": TOLD_AT,
        "teller": "hospital",
        "teller_name": "RSUD",
    }
    return convert_to_death(
        law=law(), number=accident.number, died=Died(**(facts | more)), by="petugas", on=told_on, at=AT
    )


def concluded(claim, as_what, why="Penyakit lama."):
    return conclude_accident(number=claim.number, concluded=as_what, why=why, by="petugas", at=TOLD_AT)
