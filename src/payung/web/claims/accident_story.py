"""What the page of an accident tells besides: its two stages, costs against what the law gives back, months, and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from payung.claims.actions.share_accident import check_alive, check_stated
from payung.claims.queries import claim_of_death
from payung.claims.queries.accident import (
    accident_of,
    clocks,
    costs_of,
    death_after,
    inability_by_month,
    inability_months,
    letter_state,
    letters_of,
)
from payung.claims.queries.entitled import base_of, cover_of
from payung.claims.queries.spent import KINDS, SpentOn, spent_by_kind
from payung.rules.law import law
from payung.units.moment import moment_in_words
from payung.units.refusal import Refused
from payung.units.words import words as sentences
from payung.web.claims.words import CONCLUSIONS, LETTER_STATES, LETTER_TONES, OUTCOMES_OF_ACCIDENT, TELLERS, word
from payung.web.components.tags import evidence_words, language
from payung.web.today import day_of_judgement, moment_of_judgement

if TYPE_CHECKING:
    from payung.claims.models import Accident, AccidentCost, Claim, ClaimDocument, TreatmentLetter
    from payung.claims.queries.accident import Clock
    from payung.membership.queries import CoverOn

Facts = dict[str, Any]
_STEP_OF = {
    "accident_facts_missing": "facts", "accident_not_concluded": "conclude", "accident_outcome_missing": "outcome",
    "death_claim_missing": "death", "heirs_of_worker_missing": "death-heirs",
}  # fmt: skip
_SIDES = {"id": {"right": "kanan", "left": "kiri"}, "en": {"right": "right", "left": "left"}}
# Whoever may tell of a death from a hospital's bed, in the order in which a form offers them.
_TELLERS = ("hospital", "heir", "clerk")


def lack(claim: Claim, shares: list[Facts]) -> str:
    """The step without which an accident cannot be computed: its facts, the conclusion, the outcome, or, where something is owed
    to a worker who has died, the claim of the death or its heirs; "" where none is."""
    if claim.kind == "death":
        return ""
    try:
        check_stated(claim)
        check_alive(claim, shares)
    except Refused as refusal:
        return _STEP_OF[refusal.code]
    return ""


def cost_word(kind: str) -> str:
    """A kind of cost in words: "Angkutan laut"."""
    return sentences().get(f"item_{kind}", {}).get(language(), kind)


def _loss_choices(claim: Claim) -> list[tuple[str, str]]:
    """The parts of the body of the law's table, those with sides twice."""
    table, ranges = (law().on(f"accident/{name}", claim.happened_on).value for name in ("loss_table", "loss_ranges"))
    spoken, found = language(), []
    for row in (*table, *ranges):
        sides = _SIDES[spoken] if row.get("sided") else {"": ""}
        for side, said in sides.items():
            code = f"{row['code']}:{side}" if side else row["code"]
            found.append((code, f"{row['name'][spoken]} {said}".strip()))
    return found


def _lost(facts: Accident, choices: list[tuple[str, str]]) -> list[str]:
    """What was lost, in words, each with the share of its function where one was told."""
    known = dict(choices)
    told = [loss.partition("@") for loss in facts.losses]
    return [known.get(code, code) + (f" ({share} %)" if share else "") for code, _at, share in told]


def _stage(clock: Clock) -> Facts:
    return {"until": clock.until, "told_at": clock.told_at, "late": clock.late}


def _letter(letter: TreatmentLetter) -> Facts:
    state = letter_state(letter, day_of_judgement())
    return {"letter": letter, "state": word(LETTER_STATES, state), "tone": LETTER_TONES.get(state, "waiting"),
            "may_cancel": letter.state == "issued", "field": f"why_{letter.number}"}  # fmt: skip


def _loose(papers: list[ClaimDocument], kinds: tuple[str, ...], taken: set[int | None]) -> list[ClaimDocument]:
    """Papers that prove nothing yet, and may."""
    return [each for each in papers if each.kind in kinds and not each.rejected_why and each.pk not in taken]


def _spent(on: SpentOn) -> Facts:
    evidence = evidence_words(on.evidence) if on.evidence else ""
    return {"row": on, "word": cost_word(on.kind), "article": on.article or "-", "evidence": evidence or "-"}


def _spent_so_far(claim: Claim, facts: Accident, costs: list[AccidentCost], cover: CoverOn) -> list[Facts]:
    """Nothing where what was entered cannot be counted: the page says why, and which of the bills to strike off."""
    try:
        return [_spent(each) for each in spent_by_kind(law(), claim, facts, costs, cover)]
    except Refused:
        return []


def _about_costs(claim: Claim, facts: Accident, papers: list[ClaimDocument]) -> Facts:
    costs, months = costs_of(claim), inability_months(claim)
    cover = cover_of(claim)
    given = (
        {each.month: each for each in inability_by_month(law(), claim, base_of(law(), claim, cover))}
        if cover and months
        else {}
    )
    rules = law()
    paid_by = [rules.on(f"accident/inability_{name}", claim.happened_on) for name in ("full_months", "later_percent")]
    return {
        "costs": [{"cost": each, "word": cost_word(each.kind), "field": f"why_cost_{each.pk}"} for each in costs],
        "spent": _spent_so_far(claim, facts, costs, cover) if cover and costs else [],
        "months": [{"month": each, "given": given.get(each.month)} for each in months],
        "months_idr": sum(each.amount_idr for each in given.values()),
        "months_article": "; ".join(dict.fromkeys(each.source for each in paid_by)),
        "months_evidence": paid_by[0].evidence,
        "receipts": _loose(papers, ("treatment-receipt", "transport-receipt"), {each.proof_id for each in costs}),
        "doctor_papers": _loose(papers, ("doctor",), set()),
        "cost_kinds": [(kind, cost_word(kind)) for kind in KINDS],
    }  # fmt: skip


def accident_facts(claim: Claim, papers: list[ClaimDocument]) -> Facts:
    """Everything besides that the page of an accident shows; nothing for a death."""
    if claim.kind != "accident":
        return {}
    facts, letters = accident_of(claim), letters_of(claim)
    told: Facts = {
        "accident": facts, "guarantees": [_letter(each) for each in letters],
        "good_letters": [each.number for each in letters if each.state != "cancelled"],
        "death": death_after(claim),
        "death_claim": claim_of_death(claim.person_id), "tellers": [(code, word(TELLERS, code)) for code in _TELLERS],
        "now": moment_in_words(moment_of_judgement()),
    }  # fmt: skip
    if facts is None:
        return told
    choices = _loss_choices(claim)
    stages = [_stage(each) for each in clocks(facts, moment_of_judgement())]
    return told | _about_costs(claim, facts, papers) | {
        "stage_one": stages[0], "stage_two": stages[1] if len(stages) > 1 else None, "losses": choices,
        "lost": _lost(facts, choices), "outcome": word(OUTCOMES_OF_ACCIDENT, facts.outcome),
        "outcomes": [(code, word(OUTCOMES_OF_ACCIDENT, code)) for code in ("recovered", "partial", "total")],
        "conclusion": word(CONCLUSIONS, facts.concluded),
        "conclusions": [(code, word(CONCLUSIONS, code)) for code in CONCLUSIONS],
    }  # fmt: skip
