"""Whether a family can be paid as it stands: minors known, each with a guardian, and proven who was not named at enrolment."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from payung.claims.actions.name_heir import back_to_work, held_open
from payung.claims.models import FUNERAL, Claim, ClaimDocument, ClaimHeir
from payung.rules.law import Law
from payung.rules.papers import MAY_BE_MINOR, is_minor
from payung.units.refusal import Refused


def _same(name: str, other: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()


def wants_proof(claim: Claim, heir: ClaimHeir) -> bool:
    """Whether somebody else was named at enrolment, and no paper of the claim that was not rejected says that this is an heir."""
    named = claim.person.heir_name or ""
    if heir.relation == FUNERAL or not named.strip() or _same(named, heir.name):
        return False
    return heir.proof is None or bool(heir.proof.rejected_why)


def check_family(law: Law, claim: Claim, family: Sequence[ClaimHeir]) -> None:
    """Raises Refused: "heir_birth_missing" for somebody who may be a minor, "guardian_missing", "heir_proof_missing"."""
    for heir in family:
        if heir.relation in MAY_BE_MINOR and heir.birth_on is None:
            raise Refused("heir_birth_missing")
        if is_minor(law, heir.birth_on, claim.happened_on) and not heir.guardian_name:
            raise Refused("guardian_missing")
    if unproven := sum(wants_proof(claim, heir) for heir in family):
        raise Refused("heir_proof_missing", n=unproven)


def _held(heir_id: int, number: str) -> ClaimHeir:
    heir = (
        ClaimHeir.objects.select_for_update(of=("self",))
        .filter(pk=heir_id, claim__number=number, removed_why="")
        .first()
    )
    if heir is None:
        raise Refused("heir_unknown")
    return heir


@transaction.atomic
def prove_heir(*, number: str, heir_id: int, proof: int) -> ClaimHeir:
    """Says which paper of the claim proves that somebody is an heir. Raises Refused: "claim_unknown", "claim_is_decided",
    "heir_unknown", "heir_paper_unknown"."""
    claim, heir = held_open(number), _held(heir_id, number)
    heir.proof = ClaimDocument.objects.filter(pk=proof, claim=claim, rejected_why="").first()
    if heir.proof is None:
        raise Refused("heir_paper_unknown")
    heir.save(update_fields=["proof"])
    return heir


@transaction.atomic
def enter_guardian(*, number: str, heir_id: int, name: str) -> ClaimHeir:
    """Writes down who receives for a minor, also later than the heir. Raises Refused: "claim_unknown", "claim_is_decided",
    "heir_unknown", "guardian_missing" without a name."""
    claim, heir = held_open(number), _held(heir_id, number)
    heir.guardian_name = " ".join(name.split())[:150]
    if not heir.guardian_name:
        raise Refused("guardian_missing")
    heir.save(update_fields=["guardian_name"])
    back_to_work(claim)
    return heir
