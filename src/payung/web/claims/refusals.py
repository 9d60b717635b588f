"""What a refusal about a claim says on a page: its papers by their names."""

from __future__ import annotations

from payung.units.refusal import Refused
from payung.web.components.tags import say


def told(refusal: Refused) -> str:
    """The sentence of a refusal; papers that are missing are named, not coded."""
    facts = dict(refusal.facts)
    if "papers" in facts:
        facts["papers"] = ", ".join(say(code) for code in facts["papers"])
    return say(refusal.code, facts)
