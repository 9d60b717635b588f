"""Whoever approves, pays or decides is led to a second step right after signing in, and can do nothing else before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
    user = request.user
    if not user.is_authenticated or is_demo_user(request):
        return False
    return must_have_second_step(user) and not is_mfa_enabled(user, SECOND_STEPS)  # type: ignore[arg-type]


class SecondStepRequired:
    """Leads every page but those of signing in and out to the page that sets a second step up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in _ALLOWED or not lacks_second_step(request):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))
