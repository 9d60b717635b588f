"""Pay what was approved: one instruction an heir, a file to the bank, and what the bank says of it. Nothing is paid twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localtime

from payung.claims.actions.keep_account import keep_accounts
from payung.claims.models import Assessment, Claim, Decision, Payout
from payung.funding.actions.book import book
from payung.rules.deadline import late_payment
from payung.rules.law import Law
from payung.units.refusal import Refused


def instruct(*, claim: Claim, decision: Decision, assessment: Assessment, on: date) -> list[Payout]:
    """One payout a share, due from now on; in the transaction of the approval. What nobody inherits (burial to whoever paid it,
    the rest to the fund) is named by its code."""
    book(on=on, source=f"klaim {claim.number}")
    return [
        Payout.objects.create(
            claim=claim, person=claim.person, village=claim.village, decision=decision,
            payee=share.get("payee") or ("heir" if share["heir"] else "worker"), heir_id=share["heir"],
            payee_name=share["name"] or share["code"], what=share.get("what", "benefit"), about=share["code"],
            amount_idr=share["amount_idr"],
        )
        for share in assessment.shares
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What the bank says of one payout: paid on a day, or why not; and, where it says so, of how much, in which file, for
    which claim."""

    payout: int
    paid_on: date | None
    failed_why: str = ""
    amount_idr: int | None = None
    sent_in: str = ""
    claim: str = ""


def _add_late(law: Law, claim: Claim) -> None:
    """What late payment adds by the law to each share, by the day on which that one was paid; it leaves with the next file."""
    made = list(Payout.objects.filter(claim=claim, what="benefit").order_by("id"))
    told = Payout.objects.filter(claim=claim, what="late").exists()
    if told or not made or claim.complete_on is None or any(each.state != "paid" for each in made):
        return
    for each in made:
        assert each.paid_on is not None, "what is paid has a day"  # nosec B101
        paid_on = max(each.paid_on, claim.complete_on)
        late = late_payment(
            law, claim.scheme, amount_idr=each.amount_idr, complete_on=claim.complete_on, paid_on=paid_on
        )
        if late.total_idr:
            Payout.objects.create(
                claim=claim, person=claim.person, village=claim.village, decision_id=each.decision_id, payee=each.payee,
                heir_id=each.heir_id, payee_name=each.payee_name, what="late", about=each.about, amount_idr=late.total_idr,
            )  # fmt: skip


def settle(law: Law, claim: Claim) -> None:
    """What follows once all of a claim was paid: what lateness adds, or its end; while a claim is held, nothing yet."""
    if claim.held_why:
        return
    _add_late(law, claim)
    if claim.state == "approved" and not Payout.objects.filter(claim=claim).exclude(state="paid").exists():
        claim.state = "paid"
        claim.save(update_fields=["state"])


@transaction.atomic
def send(*, payouts: Sequence[int], digest: str) -> int:
    """Marks payouts as sent in the file with this digest, each with the account it is sent to, and gives how many. What is sent
    already, or held, is not sent again.

    Raises Refused("account_missing") naming the claim of one that has no account to go to.
    """
    held = Payout.objects.select_for_update(of=("self",)).select_related("claim", "heir")
    ready = list(held.filter(pk__in=payouts, state="due", claim__held_why="").order_by("id"))
    return keep_accounts(payouts=ready, digest=digest)


@transaction.atomic
def take_result(*, law: Law, told: Sequence[Told], on: date) -> tuple[int, int, int]:
    """Takes what the bank says: how many were paid, how many failed, how many were told before. The same result twice changes
    nothing. A claim whose last payout is paid is closed; one that was paid late is due its surcharge; one that is held meanwhile
    waits for both (`let_go`), and keeps nobody else waiting.

    Raises Refused, and takes nothing at all: "payout_unknown", "payout_told_twice", "payout_amount_differs", "payout_not_sent",
    "payout_told_differently" from before, "payout_day_to_come", "payout_paid_too_early".
    """
    known = {each.pk: each for each in _held([each.payout for each in told])}
    paid, failed, before = 0, 0, 0
    claims: dict[int, Claim] = {}
    for each in told:
        made = known.pop(each.payout, None)
        if made is None or (each.claim and each.claim != made.claim.number):
            twice = sum(other.payout == each.payout for other in told) > 1
            raise Refused("payout_told_twice" if twice else "payout_unknown", given=each.payout)
        if _told_before(made, each):
            before += 1
            continue
        _check(made, each, on)
        _note(made, each)
        paid, failed = paid + bool(each.paid_on), failed + (each.paid_on is None)
        claims[made.claim_id] = made.claim
    for claim in claims.values():
        settle(law, claim)
    return paid, failed, before


def _held(ids: Sequence[int]) -> list[Payout]:
    claims = Claim.objects.filter(payout__in=ids).order_by("id")
    list(Claim.objects.select_for_update().filter(pk__in=claims.values("pk")).order_by("pk"))
    return list(
        Payout.objects.select_for_update(of=("self",))
        .select_related("claim", "decision")
        .filter(pk__in=ids)
        .order_by("id")
    )


def _told_before(made: Payout, told: Told) -> bool:
    """Whether this was said and taken already: of what is settled, or of an older file whose payout came back."""
    if told.paid_on is None:
        return made.state == "failed" or bool(told.sent_in and told.sent_in != made.bank_file)
    return made.state == "paid" and made.paid_on == told.paid_on


def _check(made: Payout, told: Told, on: date) -> None:
    number = made.claim.number
    if told.amount_idr is not None and told.amount_idr != made.amount_idr:
        raise Refused("payout_amount_differs", number=number, given=told.amount_idr, known=made.amount_idr)
    if made.state == "paid" or (told.sent_in and told.sent_in != made.bank_file):
        raise Refused("payout_told_differently", number=number)
    if made.state != "sent":
        raise Refused("payout_not_sent", number=number)
    if told.paid_on and told.paid_on > on:
        raise Refused("payout_day_to_come", given=told.paid_on.isoformat())
    if told.paid_on and told.paid_on < localtime(made.decision.at).date():
        raise Refused("payout_paid_too_early", number=number, given=told.paid_on.isoformat())


def _note(made: Payout, told: Told) -> None:
    if told.paid_on:
        made.state, made.paid_on = "paid", told.paid_on
        book(on=told.paid_on, source=f"klaim {made.claim.number}")
    else:
        made.state, made.failed_why = "failed", told.failed_why.strip()[:300] or "-"
    made.save(update_fields=["state", "paid_on", "failed_why"])


@transaction.atomic
def try_again(*, payout_id: int) -> Payout:
    """A payout that came back is due again, once its account was mended. Raises Refused("payout_did_not_fail")."""
    made = Payout.objects.select_for_update().filter(pk=payout_id, state="failed").first()
    if made is None:
        raise Refused("payout_did_not_fail")
    made.state, made.bank_file = "due", ""
    made.sent_bank, made.sent_number, made.sent_holder = "", None, None
    made.save(update_fields=["state", "bank_file", "sent_bank", "sent_number", "sent_holder"])
    return made
