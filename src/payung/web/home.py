"""The front door: whoever signed in comes to the page of the own area."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn


@needs("see")
def home(request: SignedIn) -> HttpResponse:
    """On to the village, regency or province that the user sees; to the list of provinces for the whole country."""
    area = request.user.area
    return HttpResponseRedirect(reverse("region", args=[area]) if area else reverse("regions"))
