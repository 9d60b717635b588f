"""Enter what an accident costs, each with its paper, and the months in which the worker could not work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from payung.claims.actions.conclude_accident import held_accident
from payung.claims.actions.name_heir import back_to_work, begin_anew
from payung.claims.models import COSTS, Accident, AccidentCost, Claim, ClaimDocument, InabilityMonth, TreatmentLetter
from payung.claims.queries.accident import costs_of
from payung.claims.queries.entitled import check_homecare, nursed_on
from payung.rules.law import Law
from payung.units.month import Month
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Spent:
    """One cost: of which kind, how much, on which day, where, by which paper; and the letter of guaranteed treatment."""

    kind: str
    amount_idr: int
    spent_on: date
    facility: str
    document_id: int
    letter: str = ""


def _paper(claim: Claim, document_id: int, kinds: tuple[str, ...]) -> ClaimDocument:
    found = ClaimDocument.objects.filter(pk=document_id, claim=claim, rejected_why="", kind__in=kinds).first()
    if found is None:
        raise Refused("paper_of_cost_missing", papers=tuple(f"paper_{kind}" for kind in kinds))
    return found


def _letter(claim: Claim, spent: Spent) -> TreatmentLetter | None:
    """The letter that a bill is on; its first bill uses it."""
    if not spent.letter:
        return None
    letter = TreatmentLetter.objects.select_for_update().filter(claim=claim, number=spent.letter).first()
    if letter is None or letter.state == "cancelled" or spent.kind != "treatment":
        raise Refused("letter_guarantees_nothing", letter=spent.letter)
    if spent.spent_on > letter.valid_until and letter.state == "issued":
        raise Refused("letter_expired", letter=spent.letter, until=letter.valid_until.isoformat())
    if letter.state == "issued":
        letter.state, letter.used_on = "used", spent.spent_on
        letter.save(update_fields=["state", "used_on"])
    return letter


def _check(law: Law, claim: Claim, facts: Accident, spent: Spent, on: date) -> None:
    if spent.kind not in COSTS:
        raise Refused("cost_kind_unknown", given=spent.kind, known=", ".join(COSTS))
    if spent.amount_idr < 1:
        raise Refused("amount_unreadable", given=spent.amount_idr)
    if not claim.happened_on <= spent.spent_on <= on:
        raise Refused("cost_day_impossible", given=spent.spent_on.isoformat(), since=claim.happened_on.isoformat())
    if not facts.guaranteed and not spent.letter:
        raise Refused("accident_was_none", number=claim.number)
    if spent.kind == "homecare":
        check_homecare(law, claim, [*nursed_on(costs_of(claim)), spent.spent_on])


@transaction.atomic
def enter_cost(*, law: Law, number: str, spent: Spent, by: str, on: date, at: datetime) -> AccidentCost:
    """Writes one cost down. Raises Refused: "claim_unknown", "claim_is_decided", "accident_facts_missing", "cost_kind_unknown",
    "amount_unreadable", "cost_day_impossible", "accident_was_none", "paper_of_cost_missing", "paper_proves_one_cost",
    "letter_guarantees_nothing", "letter_expired", "homecare_too_long"."""
    claim, facts = held_accident(number)
    _check(law, claim, facts, spent, on)
    carried = spent.kind.startswith("transport_")
    proof = _paper(claim, spent.document_id, ("transport-receipt",) if carried else ("treatment-receipt",))
    if AccidentCost.objects.filter(proof=proof, removed_why="").exists():
        raise Refused("paper_proves_one_cost")
    made = AccidentCost.objects.create(
        claim=claim, person=claim.person, village=claim.village, kind=spent.kind, amount_idr=spent.amount_idr,
        spent_on=spent.spent_on, facility=" ".join(spent.facility.split())[:150], letter=_letter(claim, spent), proof=proof,
        entered_by=by[:60], entered_at=at,
    )  # fmt: skip
    begin_anew(claim)
    return made


@transaction.atomic
def enter_inability(*, number: str, month: Month, document_id: int, by: str, on: date, at: datetime) -> InabilityMonth:
    """Writes down a month in which the worker could not work. Raises Refused: "claim_unknown", "claim_is_decided",
    "accident_facts_missing", "accident_was_none", "inability_month_impossible", "inability_month_is_counted_once",
    "paper_of_cost_missing"."""
    claim, facts = held_accident(number)
    if not facts.guaranteed:
        raise Refused("accident_was_none", number=number)
    if not Month.of(claim.happened_on) <= month <= Month.of(on):
        raise Refused("inability_month_impossible", given=str(month))
    if InabilityMonth.objects.filter(claim=claim, month=month.first_day, removed_why="").exists():
        raise Refused("inability_month_is_counted_once", given=str(month))
    made = InabilityMonth.objects.create(
        claim=claim, person=claim.person, village=claim.village, month=month.first_day,
        proof=_paper(claim, document_id, ("doctor",)), entered_by=by[:60], entered_at=at,
    )  # fmt: skip
    begin_anew(claim)
    return made


def _removed(number: str, table: type[AccidentCost] | type[InabilityMonth], row: int, why: str) -> None:
    claim, _ = held_accident(number)
    if not why.strip():
        raise Refused("reason_missing")
    if not table.objects.filter(pk=row, claim=claim, removed_why="").update(removed_why=why.strip()[:300]):
        raise Refused("cost_unknown")
    back_to_work(claim)


@transaction.atomic
def remove_cost(*, number: str, cost_id: int, why: str) -> None:
    """Takes a cost off for a reason; the row stays. Raises Refused: "cost_unknown", "reason_missing", and as `enter_cost`."""
    _removed(number, AccidentCost, cost_id, why)


@transaction.atomic
def remove_inability(*, number: str, month_id: int, why: str) -> None:
    """Takes a month off for a reason; the row stays. Raises Refused: "cost_unknown", "reason_missing"."""
    _removed(number, InabilityMonth, month_id, why)
