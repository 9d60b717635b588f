"""Compute what a claim gives by the law and who receives it: itemised, kept with the digest of the law, decided by nobody yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from payung.claims.actions.check_family import check_family
from payung.claims.actions.name_heir import held_open
from payung.claims.actions.share_accident import accident_shares, check_alive, check_stated
from payung.claims.actions.share_death import death_shares, nobody_left, only_the_burial, with_names
from payung.claims.models import Assessment, Claim, ClaimHeir
from payung.claims.queries import documents, heirs_of, signals_of
from payung.claims.queries.accident import accident_of, costs_of
from payung.claims.queries.entitled import accident_answer, cover_of, death_gives
from payung.membership.queries import CoverOn
from payung.rules.answer import Answer
from payung.rules.deadline import payment_due
from payung.rules.law import Law
from payung.rules.papers import Case, Paper, papers
from payung.units.moment import day_in_jakarta
from payung.units.refusal import Refused

# Papers that each of those who receive brings of the own: one does not stand for two.
OF_EACH_HEIR = ("id-heir", "bank-book")


@dataclass(frozen=True, slots=True)
class Computed:
    """What the law gives after a death: the answer line by line, and one share an heir; nothing for somebody not covered."""

    cover: CoverOn | None
    answer: Answer
    shares: tuple[dict[str, Any], ...]

    @property
    def total_idr(self) -> int:
        return self.answer.total_idr


def cash_of(answer: Answer) -> Answer:
    """Without the scholarships: those are paid year by year, each to its child."""
    return Answer(tuple(item for item in answer.items if not item.code.startswith("scholarship_")), answer.rests_on)


def _shares(law: Law, claim: Claim, amount_idr: int, family: Sequence[ClaimHeir]) -> tuple[dict[str, Any], ...]:
    shares = death_shares(law, claim.happened_on, amount_idr, [heir.relation for heir in family])
    return tuple(with_names(shares, [heir.pk for heir in family], [heir.name for heir in family]))


def compute(law: Law, claim: Claim, family: Sequence[ClaimHeir]) -> Computed:
    """What a death gives to the family named so far, and an accident to worker and hospitals. For a worker not covered on that
    day: nothing, and no shares."""
    cover = cover_of(claim)
    if cover is None:
        return Computed(None, Answer((), ()), ())
    if claim.kind == "accident":
        facts = accident_of(claim)
        answer = accident_answer(law, claim, facts, cover) if facts else Answer((), ())
        return Computed(cover, answer, accident_shares(law, claim, answer, answer.total_idr))
    answer = cash_of(death_gives(law, claim, cover).answer)
    if nobody_left([heir.relation for heir in family]):
        answer = only_the_burial(law, claim.happened_on, answer)
    return Computed(cover, answer, _shares(law, claim, answer.total_idr, family))


def needed_papers(law: Law, claim: Claim, family: Sequence[ClaimHeir], total_idr: int) -> list[Paper]:
    """The papers that this claim needs."""
    relations, births = [heir.relation for heir in family], [heir.birth_on for heir in family]
    facts = accident_of(claim)
    if facts and not facts.guaranteed:
        return []  # hospitals alone are paid, each bill with its own paper
    costs = costs_of(claim) if facts else []
    treated = any(cost.kind == "treatment" and not cost.letter for cost in costs)
    carried = any(cost.kind.startswith("transport_") for cost in costs)
    return papers(law, claim.happened_on, Case(claim.kind, claim.cause, relations, births, total_idr, treated, carried))


def missing_papers(law: Law, claim: Claim, family: Sequence[ClaimHeir], total_idr: int) -> list[Paper]:
    """Those of them that nobody has brought, or that were rejected; those of each heir as long as there are fewer than heirs."""
    brought = _brought(claim)
    each_own = dict.fromkeys(OF_EACH_HEIR, receivers(law, claim, family))
    needed = needed_papers(law, claim, family, total_idr)
    return [paper for paper in needed if brought[paper.document] < each_own.get(paper.document, 1)]


def receivers(law: Law, claim: Claim, family: Sequence[ClaimHeir]) -> int:
    """How many people receive in person: those of the rank that inherits, a minor by the guardian; at least one."""
    shares = death_shares(law, claim.happened_on, len(family), [heir.relation for heir in family]) if family else []
    getting = [family[at] for at, _share in shares if at is not None]
    by_name = {" ".join((heir.guardian_name or heir.name).split()).casefold() for heir in getting}
    return max(1, len(by_name))


def _brought(claim: Claim, until: date = date.max) -> Counter[str]:
    """How many papers of each kind were brought until a day, and will do."""
    good = [each for each in documents(claim) if not each.rejected_why]
    return Counter(each.kind for each in good if day_in_jakarta(each.brought_at) <= until)


def start_clock(law: Law, claim: Claim, needed: Sequence[Paper], on: date) -> None:
    """All papers are there on a day: the law's days to pay begin. A claim that was returned or reopened keeps the first such
    day, unless a paper that is needed came after it. Source: PP 44/2015 Pasal 37(2) and 40(3)."""
    kept = claim.complete_on
    if kept is None or {paper.document for paper in needed} - _brought(claim, kept).keys():
        claim.complete_on = kept = on
    claim.due_on = payment_due(law, claim.scheme, kept).due_on


@transaction.atomic
def assess(
    *, law: Law, number: str, by: str, at: datetime, total_idr: int | None = None, deviates_why: str = ""
) -> Assessment:
    """Computes a claim whose papers are all there and hands it to other eyes. Another total than the computed one needs a reason.

    The law's days to pay begin with it, unless they have. Whoever was not covered is assessed without papers, to be refused by
    somebody else with the reason. Raises Refused: "claim_unknown", "claim_is_decided", "claim_waits_for_decision",
    "claim_is_held", "papers_missing", "heirs_missing", "deviation_without_reason", "deviation_negative",
    "deviation_not_covered"; as `check_family` does; of an accident "accident_facts_missing", "accident_not_concluded",
    "accident_outcome_missing", "deviation_below_treatment", "death_claim_missing", "heirs_of_worker_missing".
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
    total = _total(computed, total_idr, deviates_why)
    shares = _of_total(law, claim, total, family, computed)
    if claim.kind == "accident":
        check_alive(claim, shares)
    made = Assessment.objects.create(
        claim=claim, person=claim.person, village=claim.village, made_by=by[:60], made_at=at, law_digest=law.digest,
        computed_idr=computed.total_idr, total_idr=total, deviates_why=deviates_why.strip()[:1000],
        answer=computed.answer.for_json(law.digest), shares=shares,
        signals=signals_of([claim.pk]).get(claim.pk, []),
    )  # fmt: skip
    if computed.cover and claim.state == "reported":
        needed = needed_papers(law, claim, family, computed.total_idr)
        start_clock(law, claim, needed, day_in_jakarta(at))
    claim.state = "assessed"
    claim.save(update_fields=["state", "complete_on", "due_on"])
    return made


def _total(computed: Computed, wanted_idr: int | None, why: str) -> int:
    if wanted_idr is None or wanted_idr == computed.total_idr:
        return computed.total_idr
    if wanted_idr < 0:
        raise Refused("deviation_negative")
    if computed.cover is None:
        raise Refused("deviation_not_covered")
    if not why.strip():
        raise Refused("deviation_without_reason")
    return wanted_idr


def _of_total(
    law: Law, claim: Claim, total_idr: int, family: Sequence[ClaimHeir], computed: Computed
) -> list[dict[str, Any]]:
    same = total_idr == computed.total_idr
    if same or not computed.cover:
        return list(computed.shares)
    if claim.kind == "accident":
        return list(accident_shares(law, claim, computed.answer, total_idr))
    return list(_shares(law, claim, total_idr, family))


def _ready(law: Law, claim: Claim, family: Sequence[ClaimHeir], computed: Computed) -> None:
    if missing := missing_papers(law, claim, family, computed.total_idr):
        raise Refused("papers_missing", papers=tuple(f"paper_{paper.document}" for paper in missing))
    if claim.kind == "death" and not family:
        raise Refused("heirs_missing", number=claim.number)
    check_family(law, claim, family)
    if claim.follows or claim.kind == "accident":
        check_stated(claim.follows or claim)
