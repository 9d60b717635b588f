"""Open an invitation: whoever holds the link sets the password, and is in."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.access.actions.accept_invitation import accept_invitation, invited_user
from payung.units.refusal import Refused
from payung.web.access.password.strength import mistakes_of
from payung.web.access.permission import public
from payung.web.components.tags import say


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return render(request, "access/invitation_closed.html", {"why": say(refusal.code, refusal.facts)}, status=410)


@public
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link; looking at it uses nothing up, only a good password does."""
    at = timezone.now()
    try:
        user = invited_user(token=token, at=at)
        if request.method != "POST":
            return _page(request, user, [])
        password = request.POST.get("password", "")
        if errors := mistakes_of(password, user):
            return _page(request, user, errors)
        user = accept_invitation(token=token, password=password, at=at)
    except Refused as refusal:
        return _refused(request, refusal)
    logout(request)
    login = Login(user=user, redirect_url=reverse("home"))
    return perform_password_login(request, {"username": user.username}, login)


def _page(request: HttpRequest, user: object, errors: list[dict[str, str]]) -> HttpResponse:
    facts = {"invited": user, "errors": errors}
    # The address is a key; the Referrer-Policy of the house, same-origin, tells it to no other host.
    return render(request, "access/invitation.html", facts, status=422 if errors else 200)
