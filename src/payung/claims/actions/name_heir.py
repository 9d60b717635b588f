"""Name who is left behind, mend or remove it, and enter the account an heir is paid to. After an approval nothing moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from lokal.phone import normalize_phone

from payung.claims.actions.mark_accounts import account_mark
from payung.claims.models import FUNERAL, RELATIONS, Claim, ClaimHeir
from payung.claims.queries import last_assessment
from payung.claims.queries.entitled import cover_of
from payung.people.actions.enter_account import account_of
from payung.rules.law import Law
from payung.rules.papers import MAY_BE_MINOR, is_minor
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Named:
    """A living relation: how related, name, birth day, and for a minor the guardian; a number of the heir or the guardian, and
    whether it was given for messages."""

    relation: str
    name: str
    birth_on: date | None = None
    guardian_name: str = ""
    phone: str = ""
    wants_messages: bool = False


def held_open(number: str) -> Claim:
    """The claim with this number and its payer of now, held until the end of the transaction. Raises Refused: "claim_unknown",
    "claim_is_decided", "claim_is_withdrawn"."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("person", "line").filter(number=number).first()
    if claim is None:
        raise Refused("claim_unknown", number=number)
    if claim.state in ("approved", "paid", "refused"):
        raise Refused("claim_is_decided", number=number)
    if claim.state == "withdrawn":
        raise Refused("claim_is_withdrawn", number=number)
    _know_the_payer(claim)
    return claim


def _know_the_payer(claim: Claim) -> None:
    """The payer is noted anew until the claim is approved: cover may have been written, or taken back, since the report."""
    cover = cover_of(claim)
    line = cover.line if cover else None
    if line != claim.line:
        claim.line = line
        claim.save(update_fields=["line"])


def back_to_work(claim: Claim) -> None:
    """What was complete or computed has to be looked at again. The law's days to pay run on: no paper was missing."""
    if claim.state in ("complete", "assessed"):
        claim.state = "reported"
        claim.save(update_fields=["state"])


def begin_anew(claim: Claim) -> None:
    """The same where the family or what is asked for has changed, or a paper will not do: the law's days begin anew when all
    papers are there again."""
    back_to_work(claim)
    if claim.complete_on:
        claim.complete_on = claim.due_on = None
        claim.save(update_fields=["complete_on", "due_on"])


def _family_changed(claim: Claim) -> None:
    """Another family: what a death gives is computed anew, and so is what accidents owe to the heirs of the worker."""
    begin_anew(claim)
    known = Claim.objects.select_for_update(of=("self",)).filter(person_id=claim.person_id, kind="accident")
    for accident in known.filter(state="assessed").order_by("pk") if claim.kind == "death" else ():
        made = last_assessment(accident)
        if made and any(share.get("payee") == "heir" for share in made.shares):
            begin_anew(accident)


@transaction.atomic
def name_heir(*, law: Law, number: str, named: Named, by: str, on: date, at: datetime) -> ClaimHeir:
    """Writes one living relation down. Raises Refused: "claim_unknown", "claim_is_decided", "relation_unknown",
    "heir_name_missing", "birth_after_the_day", "heir_birth_missing" for whoever may be a minor, "guardian_missing" for one,
    "phone_for_messages_invalid", "heir_named_twice", "nobody_left_was_stated"."""
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
    if named.wants_messages and normalize_phone(named.phone) is None:
        raise Refused("phone_for_messages_invalid")
    if ClaimHeir.objects.filter(claim=claim, removed_why="", relation=FUNERAL).exists():
        raise Refused("nobody_left_was_stated")
    if ClaimHeir.objects.filter(claim=claim, removed_why="", name__iexact=name, birth_on=named.birth_on).exists():
        raise Refused("heir_named_twice")
    heir = ClaimHeir.objects.create(
        claim=claim, person=claim.person, village=claim.village, relation=named.relation, name=name[:150],
        birth_on=named.birth_on, guardian_name=" ".join(named.guardian_name.split())[:150], entered_by=by[:60], entered_at=at,
        phone=named.phone.strip()[:20], wants_messages=named.wants_messages,
    )  # fmt: skip
    _family_changed(claim)
    return heir


@transaction.atomic
def remove_heir(*, number: str, heir_id: int, why: str) -> None:
    """Takes a relation off the list for a reason; the row stays, the number goes. Raises Refused: "heir_unknown",
    "reason_missing"."""
    claim = held_open(number)
    if not why.strip():
        raise Refused("reason_missing")
    listed = ClaimHeir.objects.filter(pk=heir_id, claim=claim, removed_why="")
    if not listed.update(removed_why=why.strip()[:300], phone="", wants_messages=False):
        raise Refused("heir_unknown")
    _family_changed(claim)


@transaction.atomic
def enter_heir_account(*, heir_id: int, bank: str, number: str, holder_name: str) -> ClaimHeir:
    """Enters the account an heir is paid to, sealed; also after a payout came back. Raises Refused: "heir_unknown", and for a
    number that is none, or a missing bank or holder."""
    heir = ClaimHeir.objects.select_for_update().filter(pk=heir_id, removed_why="").first()
    if heir is None:
        raise Refused("heir_unknown")
    digits, bank, holder = account_of(bank=bank, number=number, holder_name=holder_name)
    heir.bank, heir.account_number, heir.account_holder = bank, digits, holder
    heir.account_mark = account_mark(bank, digits)
    heir.save(update_fields=["bank", "account_number", "account_holder", "account_mark"])
    return heir
