"""Say that all papers of a claim are there: the law's days to pay begin; or that they are not, and what is missing."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.claims.actions.assess import compute, missing_papers, needed_papers, start_clock
from payung.claims.actions.check_family import check_family
from payung.claims.actions.name_heir import held_open
from payung.claims.models import Claim
from payung.claims.queries import heirs_of
from payung.rules.law import Law
from payung.units.refusal import Refused


@transaction.atomic
def complete(*, law: Law, number: str, on: date) -> Claim:
    """Starts the clock of payment on a day, or lets it run on where it had begun.

    Raises Refused: "claim_unknown", "claim_is_decided", "claim_is_withdrawn", "claim_not_reported", "papers_missing" naming
    them, "heirs_missing", and as `check_family` does. Source: PP 44/2015 Pasal 37(2) and 40(3).
    """
    claim = held_open(number)
    if claim.state != "reported":
        raise Refused("claim_not_reported", number=number)
    family = heirs_of(claim)
    if claim.kind == "death" and not family:
        raise Refused("heirs_missing", number=number)
    check_family(law, claim, family)
    total_idr = compute(law, claim, family).total_idr
    if missing := missing_papers(law, claim, family, total_idr):
        raise Refused("papers_missing", papers=tuple(f"paper_{paper.document}" for paper in missing))
    claim.state = "complete"
    start_clock(law, claim, needed_papers(law, claim, family, total_idr), on)
    claim.save(update_fields=["state", "complete_on", "due_on"])
    return claim


@transaction.atomic
def hold(*, number: str, why: str) -> Claim:
    """Holds a claim, as when heirs disagree: nothing is approved or paid until it is let go (`let_go`).

    Raises Refused: "reason_missing", "claim_unknown", "claim_is_withdrawn", and "claim_is_paid" where all has left already.
    """
    if not why.strip():
        raise Refused("reason_missing")
    claim = Claim.objects.select_for_update(of=("self",)).filter(number=number).first()
    if claim is None:
        raise Refused("claim_unknown", number=number)
    if claim.state == "paid":
        raise Refused("claim_is_paid", number=number)
    if claim.state == "withdrawn":
        raise Refused("claim_is_withdrawn", number=number)
    claim.held_why = why.strip()[:300]
    claim.save(update_fields=["held_why"])
    return claim
