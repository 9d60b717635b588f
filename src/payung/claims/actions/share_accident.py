"""Who receives what an accident gives: each hospital its treatment by letter, the worker all the rest; once dead, the heirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from payung.claims.actions.share_death import death_shares, with_names
from payung.claims.models import Claim
from payung.claims.queries import claim_of_death, heirs_of
from payung.claims.queries.accident import accident_of, letters_of
from payung.rules.answer import Answer
from payung.rules.law import Law
from payung.units.refusal import Refused


def _share(payee: str, what: str, code: str, name: str, amount_idr: int) -> dict[str, Any]:
    return {"heir": None, "payee": payee, "what": what, "code": code, "name": name, "amount_idr": amount_idr}


def heirs_shares(law: Law, claim: Claim, amount_idr: int) -> list[dict[str, Any]]:
    """What an accident owes to a worker who has died, shared among the heirs named in the claim of the death as a death benefit
    is; nothing while no heir is named there. Source: PP 44/2015 Pasal 37(5), read so: the article is about death benefits."""
    death = claim_of_death(claim.person_id)
    family = heirs_of(death) if death else []
    if death is None or not family:
        return []
    shares = death_shares(law, death.happened_on, amount_idr, [heir.relation for heir in family])
    named = with_names(shares, [heir.pk for heir in family], [heir.name for heir in family])
    return [{**share, "payee": "heir", "what": "benefit"} for share in named]


def accident_shares(law: Law, claim: Claim, answer: Answer, total_idr: int) -> tuple[dict[str, Any], ...]:
    """One share a letter to its hospital, and the worker's, or after a death its heirs'. Another total than the computed one is
    the worker's more or less: hospitals are paid what they were guaranteed. Raises Refused("deviation_below_treatment")."""
    hospitals = {letter.number: letter.hospital for letter in letters_of(claim)}
    owed = {item.about: item.amount_idr for item in answer.items if item.code == "treatment" and item.about}
    rest = total_idr - sum(owed.values())
    if rest < 0:
        raise Refused("deviation_below_treatment", least=sum(owed.values()))
    shares = [_share("hospital", "treatment", number, hospitals[number], owed[number]) for number in sorted(owed)]
    if rest and claim.person.died_on and (left := heirs_shares(law, claim, rest)):
        shares += left
    elif rest:
        shares.append(_share("worker", "benefit", "worker", claim.person.name, rest))
    return tuple(shares)


def check_alive(claim: Claim, shares: Sequence[Mapping[str, Any]]) -> None:
    """Whether nothing is owed to somebody who has died: then heirs receive it, and have to be known.

    Raises Refused: "death_claim_missing" where the death has no claim yet, "heirs_of_worker_missing" where nobody is named there.
    """
    if claim.person.died_on is None or all(share.get("payee") != "worker" for share in shares):
        return
    death = claim_of_death(claim.person_id)
    if death is None:
        raise Refused("death_claim_missing", number=claim.number)
    raise Refused("heirs_of_worker_missing", number=claim.number, death=death.number)


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
