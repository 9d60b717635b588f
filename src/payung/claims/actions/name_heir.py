"""Name who is left behind, mend or remove it, and enter the account an heir is paid to. After an approval nothing moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from payung.claims.models import FUNERAL, RELATIONS, Claim, ClaimHeir
from payung.people.actions.enter_account import account_of
from payung.rules.law import Law
from payung.rules.papers import MAY_BE_MINOR, is_minor
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Named:
    """A living relation: how related, name, birth day, and for a minor the guardian."""

    relation: str
    name: str
    birth_on: date | None = None
    guardian_name: str = ""


def held_open(number: str) -> Claim:
    """The claim with this number, held until the end of the transaction. Raises Refused("claim_unknown", "claim_is_decided")."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("person", "line").filter(number=number).first()
    if claim is None:
        raise Refused("claim_unknown", number=number)
    if claim.state in ("approved", "paid", "refused"):
        raise Refused("claim_is_decided", number=number)
    return claim


def back_to_work(claim: Claim) -> None:
    """What was complete or computed holds no more once the family or what is asked for has changed: the law's days begin anew
    when all papers are there again."""
    if claim.state in ("complete", "assessed"):
        claim.state, claim.complete_on, claim.due_on = "reported", None, None
        claim.save(update_fields=["state", "complete_on", "due_on"])


@transaction.atomic
def name_heir(*, law: Law, number: str, named: Named, by: str, on: date, at: datetime) -> ClaimHeir:
    """Writes one living relation down. Raises Refused: "claim_unknown", "claim_is_decided", "relation_unknown",
    "heir_name_missing", "birth_after_the_day", "heir_birth_missing" for whoever may be a minor,
    "guardian_missing" for one, "heir_named_twice", "nobody_left_was_stated"."""
    claim = held_open(number)
    name = " ".join(named.name.split())
    if named.relation not in RELATIONS:
        raise Refused("relation_unknown", relation=named.relation, known=", ".join(RELATIONS))
    if not name:
        raise Refused("heir_name_missing")
    if named.birth_on and named.birth_on > on:
        raise Refused("birth_after_the_day", birth_on=named.birth_on.isoformat(), on=on.isoformat())
    if named.relation in MAY_BE_MINOR and named.birth_on is None:
        raise Refused("heir_birth_missing")
    if is_minor(law, named.birth_on, claim.happened_on) and not named.guardian_name.strip():
        raise Refused("guardian_missing")
    if ClaimHeir.objects.filter(claim=claim, removed_why="", relation=FUNERAL).exists():
        raise Refused("nobody_left_was_stated")
    if ClaimHeir.objects.filter(claim=claim, removed_why="", name__iexact=name, birth_on=named.birth_on).exists():
        raise Refused("heir_named_twice")
    heir = ClaimHeir.objects.create(
        claim=claim, person=claim.person, village=claim.village, relation=named.relation, name=name[:150],
        birth_on=named.birth_on, guardian_name=" ".join(named.guardian_name.split())[:150], entered_by=by[:60], entered_at=at,
    )  # fmt: skip
    back_to_work(claim)
    return heir


@transaction.atomic
def remove_heir(*, number: str, heir_id: int, why: str) -> None:
    """Takes a relation off the list for a reason; the row stays. Raises Refused: "heir_unknown", "reason_missing"."""
    claim = held_open(number)
    if not why.strip():
        raise Refused("reason_missing")
    if not ClaimHeir.objects.filter(pk=heir_id, claim=claim, removed_why="").update(removed_why=why.strip()[:300]):
        raise Refused("heir_unknown")
    back_to_work(claim)


@transaction.atomic
def enter_heir_account(*, heir_id: int, bank: str, number: str, holder_name: str) -> ClaimHeir:
    """Enters the account an heir is paid to, sealed; also after a payout came back. Raises Refused: "heir_unknown", and for a
    number that is none, or a missing bank or holder."""
    heir = ClaimHeir.objects.select_for_update().filter(pk=heir_id, removed_why="").first()
    if heir is None:
        raise Refused("heir_unknown")
    digits, bank, holder = account_of(bank=bank, number=number, holder_name=holder_name)
    heir.bank, heir.account_number, heir.account_holder = bank, digits, holder
    heir.save(update_fields=["bank", "account_number", "account_holder"])
    return heir
