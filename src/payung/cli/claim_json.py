"""All that stands in a claim, as plain data for JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from payung.claims.models import Claim


def _plain(row: object, *names: str) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def _cover(claim: Claim) -> dict[str, Any] | None:
    from payung.claims.queries.entitled import cover_of

    found = cover_of(claim)
    return None if found is None else {
        "line": found.line.code, "payer": found.line.payer, "since": f"{found.since}", "months_paid": found.months_paid,
    }  # fmt: skip


def _accident(claim: Claim) -> dict[str, Any] | None:
    from payung.claims.queries.accident import accident_of, letters_of

    facts = accident_of(claim)
    return None if facts is None else {
        **_plain(facts, "occurred_at", "report_until", "source", "suspected", "concluded", "concluded_why", "outcome", "losses",
                 "doctor_name", "stated_at", "outcome_until", "back_at_work_on"),
        "letters": [_plain(each, "number", "hospital", "valid_until", "state") for each in letters_of(claim)],
    }  # fmt: skip


def _circumstances(claim: Claim) -> dict[str, Any] | None:
    from payung.claims.queries import circumstances

    told = circumstances(claim)
    return None if told is None else {
        **_plain(told, "source", "disease", "occupation", "service", "last_service", "exposure", "diagnosis"),
        "at_time": told.at_time and told.at_time.isoformat("minutes"),
    }  # fmt: skip


def for_json(claim: Claim) -> dict[str, Any]:
    """All that stands in a claim as plain data; the NIK masked, of an account the bank alone."""
    from payung.claims import queries
    from payung.claims.actions.assess import compute, missing_papers
    from payung.claims.queries.work import OVER
    from payung.rules.law import law
    from payung.units.nik import masked

    family = queries.heirs_of(claim)
    computed = compute(law(), claim, family)
    made = queries.last_assessment(claim)
    missing = (
        missing_papers(law(), claim, family, computed.total_idr) if computed.cover and claim.state not in OVER else []
    )
    return {
        **_plain(claim, "number", "kind", "cause", "happened_on", "happened_at", "story", "state", "complete_on", "due_on",
                 "held_why"),
        "worker": {"name": claim.person.name, "nik": masked(claim.person.nik), "village": claim.village},
        "covered": _cover(claim),
        "accident": _accident(claim),
        "circumstances": _circumstances(claim),
        "follows": claim.follows.number if claim.follows else None,
        "reports": [_plain(each, "teller", "teller_name", "said", "noted_by", "noted_at") for each in queries.reports(claim)],
        "heirs": [_plain(each, "id", "relation", "name", "birth_on", "guardian_name", "stated_why", "proof_id", "bank")
                  for each in family],
        "papers": [_plain(each, "id", "kind", "brought_at", "rejected_why") for each in queries.documents(claim)],
        "missing": [paper.document for paper in missing],
        "law_gives": computed.answer.for_json(law().digest),
        "assessment": made and _plain(made, "made_by", "made_at", "law_digest", "computed_idr", "total_idr", "deviates_why",
                                      "answer", "shares", "signals"),
        "signals": queries.signals_shown(claim, made),
        "decisions": [_plain(each, "verdict", "by", "at", "reason", "article") for each in queries.decisions(claim)],
        "payouts": [_plain(each, "id", "payee_name", "what", "about", "amount_idr", "state", "sent_bank", "failed_why", "paid_on")
                    for each in queries.payouts(claim)],
        "corrections": [_plain(each, "what", "old", "new", "why", "by", "at") for each in queries.corrections(claim)],
        "steps": [_plain(each, "from_state", "to_state", "why", "by", "at") for each in queries.steps(claim)],
    }  # fmt: skip
