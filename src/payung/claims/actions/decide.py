"""Decide an assessed claim: approved, refused with the article, or returned for papers. Never by whoever assessed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from payung.claims.actions.pay import instruct
from payung.claims.actions.plan_scholarships import plan_scholarships
from payung.claims.models import VERDICTS, Assessment, Claim, Decision
from payung.claims.queries import last_assessment
from payung.rules.law import Law
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

_STATE = {"approved": "approved", "refused": "refused", "returned": "reported"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, for anything but an approval why, and for a refusal by which article."""

    verdict: str
    reason: str = ""
    article: str = ""


def _waiting(number: str, by: str, verdict: Verdict, limit_idr: int | None) -> tuple[Claim, Assessment]:
    claim = Claim.objects.select_for_update(of=("self",)).select_related("person", "line").filter(number=number).first()
    if claim is None:
        raise Refused("claim_unknown", number=number)
    assessment = last_assessment(claim)
    if claim.state != "assessed" or assessment is None:
        raise Refused("claim_is_not_assessed", number=number)
    if assessment.made_by == by:
        raise Refused("decided_by_who_assessed")
    if verdict.verdict not in VERDICTS:
        raise Refused("verdict_unknown", given=verdict.verdict, known=", ".join(VERDICTS))
    if verdict.verdict != "approved" and not verdict.reason.strip():
        raise Refused("reason_missing")
    if verdict.verdict == "refused" and not verdict.article.strip():
        raise Refused("article_missing")
    if verdict.verdict == "approved" and claim.held_why:
        raise Refused("claim_is_held", why=claim.held_why)
    if verdict.verdict == "approved" and not assessment.total_idr:
        raise Refused("nothing_to_approve")
    if verdict.verdict == "approved" and claim.kind == "accident" and _owed_to_the_dead(claim, assessment):
        raise Refused("worker_died_since", number=number)
    if verdict.verdict == "approved" and limit_idr is not None and assessment.total_idr > limit_idr:
        raise Refused("above_your_limit", limit=in_rupiah(limit_idr), given=in_rupiah(assessment.total_idr))
    return claim, assessment


def _owed_to_the_dead(claim: Claim, assessment: Assessment) -> bool:
    """Whether something was computed for a worker who has died since: it is computed anew, for the heirs."""
    return claim.person.died_on is not None and any(share.get("payee") == "worker" for share in assessment.shares)


@transaction.atomic
def decide(
    *, law: Law, number: str, verdict: Verdict, by: str, on: date, at: datetime, limit_idr: int | None = None
) -> Decision:
    """Decides about the last assessment; an approval instructs the payouts and plans the scholarships in the same transaction.

    `limit_idr` is the most that the role of whoever decides may approve, None without a limit.

    Raises Refused: "claim_unknown", "claim_is_not_assessed", "decided_by_who_assessed", "verdict_unknown", "reason_missing",
    "article_missing" of a refusal, "claim_is_held", "nothing_to_approve", "worker_died_since", "above_your_limit".
    """
    claim, assessment = _waiting(number, by, verdict, limit_idr)
    made = Decision.objects.create(
        claim=claim, person=claim.person, village=claim.village, assessment=assessment, assessed_by=assessment.made_by,
        verdict=verdict.verdict, by=by[:60], at=at, reason=verdict.reason.strip()[:1000], article=verdict.article.strip()[:200],
        limit_idr=limit_idr,
    )  # fmt: skip
    claim.state = _STATE[verdict.verdict]  # its days to pay run on: what was returned is not the family's doing
    claim.save(update_fields=["state"])
    if verdict.verdict == "approved":
        instruct(claim=claim, decision=made, assessment=assessment, on=on)
        plan_scholarships(law=law, claim=claim)
    return made


@transaction.atomic
def reopen(*, number: str) -> Claim:
    """Opens a refused claim again after an appeal; it begins where papers are brought, and its days to pay have run on. Raises
    Refused("claim_is_not_refused")."""
    claim = Claim.objects.select_for_update(of=("self",)).filter(number=number, state="refused").first()
    if claim is None:
        raise Refused("claim_is_not_refused", number=number)
    claim.state = "reported"
    claim.save(update_fields=["state"])
    return claim
