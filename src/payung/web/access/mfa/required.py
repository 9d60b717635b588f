"""Whoever approves, pays or decides is led to a second step right after signing in, and can do nothing else before."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from payung.access.queries import must_have_second_step
from payung.web.access.fresh import is_demo_user

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_ALLOWED = {
    "sign-in", "sign-out", "language", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "invitation", "account_login",
}  # fmt: skip


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether this user must show a second step and has none yet. Demo users in demo mode are exempt."""
    if is_demo_user(request) or not must_have_second_step(request.acting):  # type: ignore[attr-defined]
        return False
    return not is_mfa_enabled(request.user, SECOND_STEPS)


def led_to_second_step(request: HttpRequest) -> HttpResponseBase | None:
    """Where somebody is led who lacks a second step, from every page but those of signing in and out; else None.

    Marks the request as `held_back`, so that a page of signing in shows no way that leads back to itself.
    """
    name = request.resolver_match.url_name if request.resolver_match else ""
    request.held_back = lacks_second_step(request)  # type: ignore[attr-defined]
    if name in _ALLOWED or not request.held_back:  # type: ignore[attr-defined]
        return None
    return HttpResponseRedirect(reverse("mfa_index"))
