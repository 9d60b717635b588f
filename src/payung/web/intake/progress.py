"""The fragment that a page under way asks for each second, until there is something else to see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.intake.batch import UNDER_WAY, found, way_of


@needs("see")
def progress(request: SignedIn, batch_id: int) -> HttpResponse:
    """The steps of a list under way; once it is through, the word to the browser to load the page anew."""
    held = found(batch_id)
    if not request.headers.get("HX-Request"):
        return redirect("intake-batch", held.pk)
    if held.stage not in UNDER_WAY:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "intake/steps.html", {"batch": held, **way_of(held)})
