"""Every page names the permission it needs; without it the answer is "not allowed", without a user it is the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from payung.access.queries import may

View = Callable[..., HttpResponseBase]
OWN, PUBLIC = "own", "public"


def needs(permission: str) -> Callable[[View], View]:
    """Lets a view run only for a signed-in user whose role holds the permission."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.acting, permission):  # type: ignore[attr-defined]
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: View) -> View:
    """Lets a view run for everybody who has signed in, whatever the role: one's own sessions, one's own roles."""
    guarded = login_required(view)
    guarded.permission = OWN  # type: ignore[attr-defined]
    return guarded


def public(view: View) -> View:
    """Says of a view that it needs no permission: anybody may see it, signed in or not."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view
