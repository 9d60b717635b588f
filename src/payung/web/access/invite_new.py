"""Invite somebody new: a user with a role that another administrator decides on, and a link that this one confirms."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from payung.access.actions.invite import invite
from payung.access.queries import roles
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.invitations import show_link
from payung.web.access.permission import needs
from payung.web.access.role_form import check_wish, told_wrong, written
from payung.web.access.signed_in import SignedIn


def _form(request: SignedIn, given: dict[str, str], refusal: Refused | None = None) -> HttpResponse:
    facts = {"given": given, "roles": roles(), **told_wrong(refusal)}
    return render(request, "access/invite_new.html", facts, status=422 if refusal else 200)


@needs("invite")
@never_cache
@fresh
def invite_new(request: SignedIn) -> HttpResponse:
    """The form, and by POST the link. What was written stays in the form when it is refused."""
    if request.method != "POST":
        return _form(request, {"area": request.acting.area})
    given = written(request, "full_name")
    try:
        check_wish(request, given)
        token = invite(**given, by=request.acting.by, at=timezone.now())
    except Refused as refusal:
        return _form(request, given, refusal)
    return show_link(request, given["username"], token)
