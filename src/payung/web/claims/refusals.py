"""What a refusal about a claim says on a page: its papers by their names, its days as days are said."""

from __future__ import annotations

from payung.units.refusal import Refused
from payung.web.claims.words import PAPERS, word
from payung.web.components.tags import say


def told(refusal: Refused) -> str:
    """The sentence of a refusal; papers that are missing are named, not coded."""
    facts = dict(refusal.facts)
    if "papers" in facts:
        facts["papers"] = ", ".join(word(PAPERS, code) for code in str(facts["papers"]).split(", "))
    return say(refusal.code, facts)
