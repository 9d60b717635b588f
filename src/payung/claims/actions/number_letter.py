"""Give a letter of a claim its number, the next of its year; the same letter printed again keeps the one it has."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.claims.models import LETTERS, Claim, ClaimLetter, Decision, Payout
from payung.claims.queries import last_verdict, payouts
from payung.units.refusal import Refused


def _numbered(
    claim: Claim, kind: str, by: str, at: datetime, decision: Decision | None = None, payout: Payout | None = None
) -> ClaimLetter:
    known = ClaimLetter.objects.filter(claim=claim, kind=kind, decision=decision, payout=payout).first()
    if known is None:
        known = ClaimLetter.objects.create(
            claim=claim, person_id=claim.person_id, village=claim.village, kind=kind, decision=decision, payout=payout,
            made_by=by[:60], made_at=at,
        )  # fmt: skip
        # The database gave the number.
        known.refresh_from_db()
    return known


@transaction.atomic
def number_letter(*, claim: Claim, kind: str, by: str, at: datetime) -> list[ClaimLetter]:
    """The letters of a kind with their numbers: one, and of payments one for each sum that was paid, in their order.

    Raises Refused: "claim_unknown" for a claim out of sight, "letter_kind_unknown", "letter_without_decision",
    "letter_without_payment".
    """
    if kind not in LETTERS:
        raise Refused("letter_kind_unknown", given=kind, known=", ".join(LETTERS))
    # Two who print at once take one number: the second waits, and finds it.
    held = Claim.objects.select_for_update(of=("self",)).filter(pk=claim.pk).first()
    if held is None:
        raise Refused("claim_unknown", number=claim.number)
    if kind == "decision":
        made = last_verdict(held)
        if made is None:
            raise Refused("letter_without_decision", number=held.number)
        return [_numbered(held, kind, by, at, decision=made)]
    if kind != "payment":
        return [_numbered(held, kind, by, at)]
    paid = [each for each in payouts(held) if each.state == "paid"]
    if not paid:
        raise Refused("letter_without_payment", number=held.number)
    return [_numbered(held, kind, by, at, payout=each) for each in paid]
