"""State that nobody is left to inherit, by proof and with a reason: the burial cost goes to whoever handled the funeral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from payung.claims.actions.name_heir import back_to_work, held_open
from payung.claims.models import FUNERAL, ClaimDocument, ClaimHeir
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Alone:
    """Who handled the funeral, why nobody is said to be left, and the paper of the claim that proves it."""

    buried_by: str
    why: str
    proof: int


@dataclass(frozen=True, slots=True)
class _Checked:
    name: str
    why: str
    proof: ClaimDocument


def _checked(stated: Alone, claim_id: int) -> _Checked:
    name, why = " ".join(stated.buried_by.split())[:150], stated.why.strip()[:300]
    if not name:
        raise Refused("funeral_name_missing")
    if not why:
        raise Refused("reason_missing")
    proof = ClaimDocument.objects.filter(pk=stated.proof, claim=claim_id, rejected_why="").first()
    if proof is None:
        raise Refused("nobody_left_proof_missing")
    return _Checked(name, why, proof)


@transaction.atomic
def state_nobody_left(*, number: str, stated: Alone, by: str, at: datetime) -> ClaimHeir:
    """Writes down that no relation is left; whoever handled the funeral gets an account as an heir does, and the rest stays with
    the Social Security Fund. Taken back by `remove_heir`. Source: PP 44/2015 Pasal 37(5).

    Raises Refused: "claim_unknown", "claim_is_decided", "nobody_left_of_an_accident", "heirs_are_left" for a claim with a name on
    it, "funeral_name_missing", "reason_missing", "nobody_left_proof_missing" without a paper of this claim.
    """
    claim = held_open(number)
    if claim.kind != "death":
        raise Refused("nobody_left_of_an_accident")
    if ClaimHeir.objects.filter(claim=claim, removed_why="").exists():
        raise Refused("heirs_are_left")
    checked = _checked(stated, claim.pk)
    made = ClaimHeir.objects.create(
        claim=claim, person=claim.person, village=claim.village, relation=FUNERAL, name=checked.name, proof=checked.proof,
        stated_why=checked.why, entered_by=by[:60], entered_at=at,
    )  # fmt: skip
    back_to_work(claim)
    return made
