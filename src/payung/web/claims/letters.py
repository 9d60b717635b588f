"""The letters of a claim from its page: receipt, form of the heirs, decision, proof of payment; each a PDF to hand over."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from payung.access.queries import may
from payung.insight.claim_letter import NEEDS, letter
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import refused
from payung.web.claims.seen import seen_claim
from payung.web.today import moment_of_judgement


# By POST: the first time it is made a letter takes its number. Twice pressed it is the same letter under the same number.
@require_POST
@needs("see-claims")
@fresh
@never_cache
def claim_letter(request: SignedIn, claim: str, kind: str) -> HttpResponse:
    """A letter as a PDF for whoever may make one of its kind; what it cannot say yet, the page of the claim tells."""
    found = seen_claim(claim)
    if kind not in NEEDS:
        raise Http404
    if not may(request.acting, NEEDS[kind]):
        raise PermissionDenied
    try:
        pages = letter(found, kind, request.acting.by, moment_of_judgement())
    except Refused as refusal:
        return refused(request, found, refusal)
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{kind}-{found.number}.pdf"'}
    return HttpResponse(pages, content_type="application/pdf", headers=headers)
