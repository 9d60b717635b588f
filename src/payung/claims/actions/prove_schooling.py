"""Prove a school year: a paper is brought, one pair of eyes checks it, another frees the payout of exactly that year."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from payung.claims.actions.bring_document import keep_paper
from payung.claims.models import Claim, ClaimDocument, Payout, ScholarshipYear
from payung.claims.queries import approval
from payung.funding.actions.book import book
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah


def held_year(year_id: int) -> ScholarshipYear:
    """A year with its child, held, its claim first. Raises Refused("scholarship_year_unknown")."""
    claim = Claim.objects.select_for_update(of=("self",)).filter(scholarshipyear=year_id).first()
    if claim is None:
        raise Refused("scholarship_year_unknown")
    held = ScholarshipYear.objects.select_for_update(of=("self",)).select_related("claim", "child__heir")
    return held.get(pk=year_id)


@transaction.atomic
def bring_schooling(*, year_id: int, data: bytes, by: str, at: datetime) -> ClaimDocument:
    """Keeps a paper of schooling, also long after the claim was decided; the same file twice is one paper.

    Raises Refused: "scholarship_year_unknown", and whatever is wrong with the file.
    """
    return keep_paper(claim=held_year(year_id).claim, kind="schooling", data=data, by=by, at=at)[0]


@transaction.atomic
def prove_schooling(*, year_id: int, document_id: int, by: str, at: datetime) -> ScholarshipYear:
    """Says that a paper proves the school year. Raises Refused: "scholarship_year_unknown", "year_is_not_open",
    "schooling_paper_missing", "schooling_paper_proves_one_year"."""
    year = held_year(year_id)
    if year.state not in ("planned", "refused"):
        raise Refused("year_is_not_open")
    proof = ClaimDocument.objects.filter(pk=document_id, claim=year.claim, kind="schooling", rejected_why="").first()
    if proof is None:
        raise Refused("schooling_paper_missing")
    if ScholarshipYear.objects.filter(proof=proof).exclude(pk=year.pk).exists():
        raise Refused("schooling_paper_proves_one_year")
    year.state, year.proof, year.checked_by, year.checked_at, year.why = "proven", proof, by[:60], at, ""
    year.save(update_fields=["state", "proof", "checked_by", "checked_at", "why"])
    return year


@transaction.atomic
def refuse_schooling(*, year_id: int, why: str, by: str, at: datetime) -> ScholarshipYear:
    """Says that what was brought does not prove the year, and why: another paper may. Raises Refused:
    "scholarship_year_unknown", "year_is_not_open", "reason_missing"."""
    year = held_year(year_id)
    if year.state not in ("planned", "proven") or year.payout_id:
        raise Refused("year_is_not_open")
    if not why.strip():
        raise Refused("reason_missing")
    year.state, year.why, year.proof = "refused", why.strip()[:300], None
    year.checked_by, year.checked_at = by[:60], at
    year.save(update_fields=["state", "why", "proof", "checked_by", "checked_at"])
    return year


@transaction.atomic
def approve_year(*, year_id: int, by: str, on: date, at: datetime, limit_idr: int | None = None) -> Payout:
    """Frees the payout of a proven year, by other eyes than those that checked the paper, from its day on.

    `limit_idr` is the most that the role of whoever approves may approve, None without a limit. Raises Refused:
    "scholarship_year_unknown", "year_is_not_proven", "approved_by_who_checked", "year_not_due", "claim_is_held",
    "year_above_your_limit".
    """
    year = held_year(year_id)
    if year.state != "proven" or year.payout_id:
        raise Refused("year_is_not_proven")
    if year.checked_by == by[:60]:
        raise Refused("approved_by_who_checked")
    if on < year.due_on:
        raise Refused("year_not_due", due_on=year.due_on.isoformat())
    if year.claim.held_why:
        raise Refused("claim_is_held", why=year.claim.held_why)
    if limit_idr is not None and year.amount_idr > limit_idr:
        raise Refused("year_above_your_limit", limit=in_rupiah(limit_idr), given=in_rupiah(year.amount_idr))
    year.approved_by, year.approved_at, year.limit_idr = by[:60], at, limit_idr
    year.save(update_fields=["approved_by", "approved_at", "limit_idr"])
    decision = approval(year.claim)
    assert decision is not None, "years are planned by an approval"  # nosec B101
    book(on=on, source=f"klaim {year.claim.number}")
    return Payout.objects.create(
        claim=year.claim, person_id=year.person_id, village=year.village, decision=decision, payee="child",
        heir=year.child.heir, payee_name=year.child.heir.name, what="scholarship",
        about=f"{year.due_on.year}/{year.child.number}", amount_idr=year.amount_idr,
    )  # fmt: skip
