"""Compute what a claim gives by the law and who receives it: itemised, kept with the digest of the law, decided by nobody yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from payung.claims.actions.name_heir import held_open
from payung.claims.models import Assessment, Claim, ClaimHeir
from payung.claims.queries import documents, heirs_of, signals_of
from payung.membership.queries import CoverOn, cover_on, enrolments
from payung.programmes.queries import programme
from payung.rules.answer import Answer
from payung.rules.contribution import base_income_idr
from payung.rules.entitlement import by_death
from payung.rules.family import Heir
from payung.rules.heirs import heirs as shared
from payung.rules.law import Law
from payung.rules.papers import Case, Paper, papers
from payung.units.month import Month
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Computed:
    """What the law gives after a death: the answer line by line, and one share an heir; nothing for somebody not covered."""

    cover: CoverOn | None
    answer: Answer
    shares: tuple[dict[str, Any], ...]

    @property
    def total_idr(self) -> int:
        return self.answer.total_idr


def base_of(law: Law, claim: Claim) -> int:
    """The base income that a benefit for work is counted from: the programme's package, or the tier of what was declared."""
    seat = next((each for each in enrolments(claim.person_id) if each.line_id == claim.line_id), None)
    assert claim.line is not None, "somebody pays for whom a base is asked"  # nosec B101
    package = programme(claim.line.programme_code).package_income_idr
    income = package if package is not None else (seat.income_idr if seat and seat.income_idr else 0)
    return base_income_idr(law, Month.of(claim.happened_on), income)[0]


def _cash(answer: Answer) -> Answer:
    """Without the scholarships: those are paid year by year, each to its child."""
    return Answer(tuple(item for item in answer.items if not item.code.startswith("scholarship_")), answer.rests_on)


def _shares(law: Law, claim: Claim, amount_idr: int, family: Sequence[ClaimHeir]) -> tuple[dict[str, Any], ...]:
    named = {str(heir.pk): heir for heir in family}
    relations = [Heir(heir.relation, str(heir.pk)) for heir in family]
    told = shared(law, claim.happened_on, amount_idr=amount_idr, family=relations)
    return tuple(
        {
            "heir": int(item.about) if item.about else None, "code": item.code, "amount_idr": item.amount_idr,
            "formula": item.formula, "article": item.article, "evidence": item.evidence,
            "name": named[item.about].name if item.about else "",
        }
        for item in told.items if item.amount_idr
    )  # fmt: skip


def compute(law: Law, claim: Claim, family: Sequence[ClaimHeir]) -> Computed:
    """What a death gives to the family named so far. For a worker not covered on that day: nothing, and no shares."""
    cover = cover_on(claim.person_id, claim.happened_on)
    if cover is None:
        return Computed(None, Answer((), ()), ())
    found = by_death(
        law, claim.happened_on, cause=claim.cause, months_paid=cover.months_paid,
        months_consecutive=cover.months_consecutive, base_idr=base_of(law, claim),
    )  # fmt: skip
    answer = _cash(found.answer)
    return Computed(cover, answer, _shares(law, claim, answer.total_idr, family))


def needed_papers(law: Law, claim: Claim, family: Sequence[ClaimHeir], total_idr: int) -> list[Paper]:
    """The papers that this claim needs."""
    relations, births = [heir.relation for heir in family], [heir.birth_on for heir in family]
    return papers(law, claim.happened_on, Case(claim.kind, claim.cause, relations, births, total_idr))


def missing_papers(law: Law, claim: Claim, family: Sequence[ClaimHeir], total_idr: int) -> list[Paper]:
    """Those of them that nobody has brought, or that were rejected."""
    brought = {each.kind for each in documents(claim) if not each.rejected_why}
    return [paper for paper in needed_papers(law, claim, family, total_idr) if paper.document not in brought]


@transaction.atomic
def assess(
    *, law: Law, number: str, by: str, at: datetime, total_idr: int | None = None, deviates_why: str = ""
) -> Assessment:
    """Computes a claim whose papers are all there and hands it to other eyes. Another total than the computed one needs a reason.

    Whoever was not covered is assessed without papers, to be refused by somebody else with the reason. Raises Refused:
    "claim_unknown", "claim_is_decided", "claim_waits_for_decision", "claim_is_held", "papers_missing", "heirs_missing",
    "deviation_without_reason".
    """
    claim = held_open(number)
    if claim.state == "assessed":
        raise Refused("claim_waits_for_decision", number=number)
    if claim.held_why:
        raise Refused("claim_is_held", why=claim.held_why)
    family = heirs_of(claim)
    computed = compute(law, claim, family)
    if computed.cover:
        _ready(law, claim, family, computed)
    total = computed.total_idr if total_idr is None else total_idr
    if total != computed.total_idr and not deviates_why.strip():
        raise Refused("deviation_without_reason")
    made = Assessment.objects.create(
        claim=claim, person=claim.person, village=claim.village, made_by=by[:60], made_at=at, law_digest=law.digest,
        computed_idr=computed.total_idr, total_idr=total, deviates_why=deviates_why.strip()[:1000],
        answer=computed.answer.for_json(law.digest), shares=_of_total(law, claim, total, family, computed),
        signals=signals_of(claim),
    )  # fmt: skip
    claim.state = "assessed"
    claim.save(update_fields=["state"])
    return made


def _of_total(
    law: Law, claim: Claim, total_idr: int, family: Sequence[ClaimHeir], computed: Computed
) -> list[dict[str, Any]]:
    same = total_idr == computed.total_idr
    return list(computed.shares if same or not computed.cover else _shares(law, claim, total_idr, family))


def _ready(law: Law, claim: Claim, family: Sequence[ClaimHeir], computed: Computed) -> None:
    if missing := missing_papers(law, claim, family, computed.total_idr):
        raise Refused("papers_missing", papers=tuple(f"paper_{paper.document}" for paper in missing))
    if not family:
        raise Refused("heirs_missing", number=claim.number)
