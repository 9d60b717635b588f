"""The front door: whoever signed in comes to the page of the own area."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from payung.web.access.permission import signed_in
from payung.web.access.signed_in import SignedIn


@signed_in
def home(request: SignedIn) -> HttpResponse:
    """On to what the role is there for: the own area, the own line, or the users; without a role, why nothing is seen."""
    acting = request.acting
    if acting.may("see-line"):
        return HttpResponseRedirect(reverse("funding-line", args=[acting.line]))
    if acting.may("see-numbers"):
        return HttpResponseRedirect(reverse("region", args=[acting.area]) if acting.area else reverse("regions"))
    if acting.may("see"):
        return HttpResponseRedirect(reverse("people"))
    if acting.may("ask-roles"):
        return HttpResponseRedirect(reverse("roles"))
    return render(request, "access/no_role.html")
