"""One's own access: password, second steps, sessions."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payung.web.access.fresh import is_demo_user
from payung.web.access.mfa.required import SECOND_STEPS
from payung.web.access.permission import signed_in


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """The three ways to look after one's own sign-in."""
    facts = {"second_step": is_mfa_enabled(request.user, SECOND_STEPS), "exempt": is_demo_user(request)}
    return render(request, "access/account.html", facts)
