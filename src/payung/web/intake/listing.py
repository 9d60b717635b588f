"""The lists that an area has sent, newest first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from payung.access.queries import may
from payung.intake.queries import batches
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.intake.stages import stage_in_words
from payung.web.number import number

_PAGE = 25


@needs("see")
def listing(request: SignedIn) -> HttpResponse:
    """A page of lists with what became of each; an empty one says what to do."""
    before = request.GET.get("before", "")
    found = batches(before=number(before), at_most=_PAGE + 1)
    shown, more = found[:_PAGE], len(found) > _PAGE
    facts = {
        "lists": [{"batch": batch, **stage_in_words(batch)} for batch in shown],
        "next_url": f"?before={shown[-1].pk}" if more else "",
        "back_url": "?" if before else "",
        "may_send": may(request.acting, "propose"),
    }
    return render(request, "intake/listing.html", facts)
