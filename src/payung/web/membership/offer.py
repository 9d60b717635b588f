"""Answer an offer: the worker takes the place that is held, or does not. Pressing twice says that it is answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.membership.actions.answer_offer import accept_offer, decline_offer
from payung.membership.queries import offer
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.today import day_of_judgement


@require_POST
@needs("propose")
def answer_offer(request: SignedIn, offer_id: int, answer: str) -> HttpResponse:
    """Accepts or declines for the worker, and goes back to the waiting list; a refusal is told there."""
    held = offer(offer_id)
    if held is None or answer not in ("accept", "decline"):
        raise Http404
    try:
        if answer == "accept":
            accept_offer(law=law(), offer_id=offer_id, on=day_of_judgement())
            messages.success(request, _("Tempat diterima: pekerja terlindungi."))
        else:
            decline_offer(law=law(), offer_id=offer_id, on=day_of_judgement())
            messages.success(
                request, _("Tempat tidak diambil. Ditawarkan kepada yang berikutnya di desa yang sama, bila ada.")
            )
    except Refused as refusal:
        messages.error(request, say(refusal.code, refusal.facts))
    return redirect("waiting", held.line.code)
