"""What an accident has cost by its bills, kind by kind, beside what the law gives back of it and where it stops."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from payung.claims.models import COSTS, AccidentCost, Claim
from payung.claims.queries.entitled import accident_answer
from payung.rules.accident import AIDS, MODES
from payung.rules.law import Law

if TYPE_CHECKING:
    from payung.claims.models import Accident
    from payung.membership.queries import CoverOn

# The kinds of costs, in the order in which a page offers them.
KINDS = COSTS
_CAPPED = {*(f"transport_{mode}" for mode in MODES), *AIDS}


@dataclass(frozen=True, slots=True)
class SpentOn:
    """All costs of one kind: what was spent, up to how much is given back (None: without a limit), what that comes to, and by
    which article of which evidence."""

    kind: str
    spent_idr: int
    most_idr: int | None
    given_idr: int
    article: str
    evidence: str


def spent_by_kind(
    law: Law, of: Claim, facts: Accident, costs: list[AccidentCost], cover: CoverOn
) -> list[SpentOn]:  # fmt: skip
    """The kinds of costs of an accident that somebody covers, in order, without those that nothing was spent on."""
    spent = Counter[str]()
    for cost in costs:
        spent[cost.kind] += cost.amount_idr
    items = accident_answer(law, of, facts, cover).items
    found = []
    for kind in (kind for kind in COSTS if spent[kind]):
        own = [item for item in items if item.code == kind]
        most = law.on(f"accident/{kind}", of.happened_on).value if kind in _CAPPED else None
        article, evidence = (own[0].article, own[0].evidence) if own else ("", "")
        found.append(SpentOn(kind, spent[kind], most, sum(item.amount_idr for item in own), article, evidence))
    return found
