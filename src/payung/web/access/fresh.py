"""Step-up: what leaves the house or moves money wants a sign-in that is fresh."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import serialize_request
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]

# Long enough to work through a list of exports, too short for a desk that was left open over lunch.
FRESH_SECONDS = 600


def is_demo_user(request: HttpRequest) -> bool:
    """A demo user in demo mode: has neither password nor second step, and so nothing to show again."""
    return settings.DEMO and getattr(request.user, "is_demo", False)


def is_fresh(request: HttpRequest) -> bool:
    """Whether somebody showed a password, a code, a passkey or an identity in this session within ten minutes."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    return any(0 <= time.time() - record["at"] < FRESH_SECONDS for record in records)


def sign_in_again(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that asks for a password, a code or a passkey, and from there back to here.

    A form that was posted waits in the session, which the database keeps, and is carried out after the sign-in as if
    it had just been sent. Files cannot wait, and secrets must not: the session would keep in clear what a sealed column
    or a hash is to hold. Whoever sent one comes back to the page and gives it again.
    """
    back = request.get_full_path()
    request.session.pop(STATE_SESSION_KEY, None)
    if request.method == "POST" and request.FILES:
        messages.warning(request, _("Masuklah sekali lagi, lalu pilih berkasnya kembali."))
    elif request.method == "POST" and hasattr(request, "sensitive_post_parameters"):
        messages.warning(
            request, _("Masuklah sekali lagi, lalu isi formulirnya kembali. Isian rahasia tidak disimpan.")
        )
    elif request.method == "POST":
        # Without the query: it waits with the form, and the address must be the form's own.
        back = request.path
        request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")


def fresh(view: View) -> View:
    """Lets a view run only after a sign-in of the last ten minutes; stands under `needs`. Demo users are exempt."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_demo_user(request) or is_fresh(request):
            return view(request, *args, **kwargs)
        return sign_in_again(request)

    guarded.fresh = True  # type: ignore[attr-defined]
    return guarded


def fresh_to_send(view: View) -> View:
    """As `fresh`, but for what is sent alone: whoever only looks at the page is not asked."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (fresh(view) if request.method == "POST" else view)(request, *args, **kwargs)

    guarded.fresh = "sent"  # type: ignore[attr-defined]
    return guarded
