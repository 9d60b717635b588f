"""The page of a claim, and how a deed on it answers: back to the page, or the page again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.refusals import told
from payung.web.claims.seen import seen_claim
from payung.web.claims.story import story

if TYPE_CHECKING:
    from payung.claims.models import Claim

Fields = Mapping[str, str]
NO_FIELDS: Fields = {}


@needs("see-claims")
def case(request: SignedIn, claim: str) -> HttpResponse:
    """A claim in sight, told from top to bottom."""
    return render(request, "claims/case.html", story(request, seen_claim(claim)))


def done(
    request: SignedIn, number: str, act: Callable[[], Any], said: str, *, field: str = "", fields: Fields = NO_FIELDS
) -> HttpResponse:
    """Does a deed about a claim in sight and leads back to its page with a word; refused, the page says why at the field, or
    at the one that the refusal is about: by its code, or where a form asks for several of a sort, as it says itself."""
    found = seen_claim(number)
    try:
        act()
    except Refused as refusal:
        return refused(request, found, refusal, str(refusal.facts.get("place") or fields.get(refusal.code, field)))
    messages.success(request, said)
    return redirect("claim", number)


def refused(request: SignedIn, found: Claim, refusal: Refused, field: str = "") -> HttpResponse:
    """The page of a claim again, with why a deed was not done, at the field."""
    text = told(refusal)
    facts = {
        **story(request, found), "errors": [{"field": field, "text": text}], "wrong": {field: text}, "sent": request.POST,
        # Where a page has the same field once a row, it looks for its name.
        "wrong_field": field or None, "wrong_text": text,
    }  # fmt: skip
    return render(request, "claims/case.html", facts, status=422)
