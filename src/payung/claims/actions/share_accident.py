"""Who receives what an accident gives: each hospital its treatment by letter, the worker all the rest."""

from __future__ import annotations

from typing import Any

from payung.claims.models import Claim
from payung.claims.queries.accident import accident_of, letters_of
from payung.rules.answer import Answer
from payung.units.refusal import Refused


def _share(payee: str, what: str, code: str, name: str, amount_idr: int) -> dict[str, Any]:
    return {"heir": None, "payee": payee, "what": what, "code": code, "name": name, "amount_idr": amount_idr}


def accident_shares(claim: Claim, answer: Answer, total_idr: int) -> tuple[dict[str, Any], ...]:
    """One share a letter to its hospital, and the worker's. Another total than the computed one is the worker's more or less:
    hospitals are paid what they were guaranteed. Raises Refused("deviation_below_treatment")."""
    hospitals = {letter.number: letter.hospital for letter in letters_of(claim)}
    owed = {item.about: item.amount_idr for item in answer.items if item.code == "treatment" and item.about}
    rest = total_idr - sum(owed.values())
    if rest < 0:
        raise Refused("deviation_below_treatment", least=sum(owed.values()))
    shares = [_share("hospital", "treatment", number, hospitals[number], owed[number]) for number in sorted(owed)]
    if rest:
        shares.append(_share("worker", "benefit", "worker", claim.person.name, rest))
    return tuple(shares)


def check_stated(claim: Claim) -> None:
    """Whether an accident can be assessed: it was one, or concluded as none, and a doctor has stated how it ended.

    Raises Refused: "accident_facts_missing", "accident_not_concluded", "accident_outcome_missing".
    """
    facts = accident_of(claim)
    if facts is None:
        raise Refused("accident_facts_missing", number=claim.number)
    if facts.suspected and not facts.concluded:
        raise Refused("accident_not_concluded", number=claim.number)
    if facts.guaranteed and not facts.outcome:
        raise Refused("accident_outcome_missing", number=claim.number)
