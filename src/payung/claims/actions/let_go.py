"""Let a claim go that was held: it goes on, and what had to wait meanwhile follows."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.claims.actions.pay import settle
from payung.claims.models import Claim
from payung.funding.actions.book import book
from payung.rules.law import Law
from payung.units.refusal import Refused


@transaction.atomic
def let_go(*, law: Law, number: str, on: date) -> Claim:
    """Ends the hold of a claim. Where all of it was paid meanwhile, what lateness adds is due now, by the days on which it was
    paid, or the claim is closed. Raises Refused("claim_unknown")."""
    claim = Claim.objects.select_for_update(of=("self",)).filter(number=number).first()
    if claim is None:
        raise Refused("claim_unknown", number=number)
    claim.held_why = ""
    claim.save(update_fields=["held_why"])
    book(on=on, source=f"klaim {claim.number}")
    settle(law, claim)
    return claim
