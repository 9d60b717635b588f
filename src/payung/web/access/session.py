"""How long a session lives: until nobody has used it for a while, sooner for those who approve or pay, and never past twelve
hours."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from payung.access.queries import must_have_second_step
from payung.web.access.fresh import is_demo_user

# A screen with money or rights on it may stand alone for half an hour, a village's list for a working day.
IDLE_STRONG_SECONDS = 30 * 60
IDLE_SECONDS = 8 * 60 * 60
# Longer than a working day with its overtime: whoever has a stolen session cannot keep it alive for ever by using it.
LONGEST_SECONDS = 12 * 60 * 60
# The end is moved on once a minute, not at each click: one write a minute and session.
_MOVED_EVERY_SECONDS = 60


def idle_seconds(request: HttpRequest) -> int:
    """After how many quiet seconds the session of this request ends."""
    strong = not is_demo_user(request) and must_have_second_step(request.acting)  # type: ignore[attr-defined]
    return IDLE_STRONG_SECONDS if strong else IDLE_SECONDS


def _seconds_left(request: HttpRequest, now: int) -> int:
    """Until twelve hours after the sign-in, whatever was done in between; none left is 0 or less."""
    return int(request.session.setdefault("since", now)) + LONGEST_SECONDS - now


def _keep(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get("kept_at", 0) >= _MOVED_EVERY_SECONDS:
        request.session["kept_at"] = now
        request.session.set_expiry(min(idle_seconds(request), _seconds_left(request, now)))
        UserSession.objects.create_from_request(request)


class SessionKept:
    """Moves the end of a session on while it is used, and notes when and from where it was last seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and _seconds_left(request, int(time.time())) <= 0:
            logout(request)
        response = self.get_response(request)
        # Behind the page: only there it is known which roles are held. Whoever signs in or out right now has no role yet.
        if request.user.is_authenticated and request.acting.by == request.user.get_username():  # type: ignore[attr-defined]
            _keep(request)
        return response
