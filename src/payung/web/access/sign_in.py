"""Sign in with name and password; in demo mode also with one button per demo user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import perform_login, perform_password_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.access.actions.count_try import count_try, was_right
from payung.access.queries import demo_users
from payung.units.refusal import Refused
from payung.web.access.address import address_of
from payung.web.access.oidc import provider_name
from payung.web.access.permission import public
from payung.web.components.tags import say

if TYPE_CHECKING:
    from payung.access.models import User


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this host, or home."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("home")


def _demo_user(username: str) -> User:
    for user in demo_users() if settings.DEMO else []:
        if user.username == username:
            return user
    raise Http404


def _mistakes(username: str, password: str) -> list[dict[str, str]]:
    asked = (("username", username, _("Isi nama pengguna.")), ("password", password, _("Isi kata sandi.")))
    return [{"field": field, "text": text} for field, given, text in asked if not given]


def _page(request: HttpRequest, username: str = "", errors: list[dict[str, str]] | None = None) -> HttpResponse:
    facts = {
        "username": username,
        "errors": errors or [],
        "next": _next(request),
        "demo_users": demo_users() if settings.DEMO else [],
        "provider": provider_name(),
    }
    return render(request, "access/sign_in.html", facts, status=422 if errors else 200)


def _told_to_wait(request: HttpRequest, username: str, refusal: Refused) -> HttpResponse:
    response = _page(request, username, [{"field": "username", "text": say(refusal.code, refusal.facts)}])
    response.status_code = 429
    response["Retry-After"] = str(refusal.facts["seconds"])
    return response


def _demo(request: HttpRequest) -> Any:
    user = _demo_user(request.POST["demo"])
    record_authentication(request, user, method="demo")
    return perform_login(request, Login(user=user, redirect_url=_next(request)))


def _by_password(request: HttpRequest, username: str, password: str) -> Any:
    """Known or not, waiting or not: the same steps at the same cost, so that nobody learns which names exist."""
    at = timezone.now()
    try:
        made = count_try(at=at, address=address_of(request), name=username)
    except Refused as refusal:
        return _told_to_wait(request, username, refusal)
    user = authenticate(request, username=username, password=password)
    if user is None:
        wrong = _("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya.")
        return _page(request, username, [{"field": "username", "text": wrong}])
    was_right(made, at=at)
    return perform_password_login(request, {"username": username}, Login(user=user, redirect_url=_next(request)))


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, and the way in: a new session key each time, and onwards to an address of this host only."""
    if request.method != "POST":
        return HttpResponseRedirect(_next(request)) if request.user.is_authenticated else _page(request)
    if "demo" in request.POST:
        return _demo(request)
    # PostgreSQL knows no NUL in a text, and nobody's name has one.
    username = request.POST.get("username", "").replace("\0", "").strip()
    password = request.POST.get("password", "")
    if errors := _mistakes(username, password):
        return _page(request, username, errors)
    return _by_password(request, username, password)
