"""What comes after a report: its number, covered or not and by whom, what the law pays and why, and what to bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from payung.claims.actions.assess import needed_papers
from payung.claims.queries import heirs_of
from payung.rules.law import law
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.seen import crumbs, seen_claim
from payung.web.claims.story import computed_of, cover_facts, law_lines
from payung.web.claims.words import NEEDED, happened, paper, word

if TYPE_CHECKING:
    from payung.claims.models import Claim

Facts = dict[str, Any]


def _gives(claim: Claim) -> Facts:
    """What the law gives as far as it is known now: nothing for an accident, whose bills come later."""
    computed, _uncounted = computed_of(claim, heirs_of(claim))
    if computed is None:
        return {"lines": [], "total_idr": 0}
    items = [item.for_json() for item in computed.answer.items if item.amount_idr]
    return {"lines": law_lines(items), "total_idr": computed.total_idr, "unverified": computed.answer.unverified}


def _papers(claim: Claim, total_idr: int) -> list[Facts]:
    needed = needed_papers(law(), claim, heirs_of(claim), total_idr)
    return [{"word": paper(each.document), "why": word(NEEDED, each.needed)} for each in needed]


@needs("see-claims")
def reported(request: SignedIn, claim: str) -> HttpResponse:
    """The number of the claim, whether and by whom the worker was covered, what the law gives, and what happens next. Whoever
    was not covered is asked for no paper and promised no money."""
    found = seen_claim(claim)
    cover, given = cover_facts(found), _gives(found)
    facts = {
        "claim": found, "what": happened(found.kind, found.cause), "given": given, **cover,
        "papers": _papers(found, given["total_idr"]) if cover["cover"] else [],
        "breadcrumbs": crumbs(request, (found.number, "")),
    }  # fmt: skip
    return render(request, "claims/reported.html", facts)
