"""Every request has a number, is timed, counted and written down by the name of its route: never by its path or its user."""

from __future__ import annotations

import hmac
import logging
import re
import time
from collections.abc import Callable
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from payung.web.operations.metrics import note_request
from payung.web.operations.number import REQUEST_ID, route_of

log = logging.getLogger("payung.request")
_UUID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")


def _number(request: HttpRequest) -> str:
    """The number that a proxy gave, if it is a UUID and so nobody's NIK; else a new one."""
    given = request.headers.get("X-Request-ID", "").lower()
    return given if _UUID.fullmatch(given) and not given.replace("-", "").isdigit() else uuid4().hex


def _mark_of_the_user(request: HttpRequest) -> str:
    """The same few letters for the same user, and no way back to the name. Asks nothing of the database."""
    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated:
        return ""
    return hmac.new(settings.SECRET_KEY.encode(), user.get_username().encode(), sha256).hexdigest()[:10]


class NumberedRequests:
    """The outermost middleware: what the others answer is timed and told as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _number(request)
        began, held = time.perf_counter(), REQUEST_ID.set(number)
        request.number = number  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            self._tell(request, response.status_code, time.perf_counter() - began)
            return response
        finally:
            REQUEST_ID.reset(held)

    def _tell(self, request: HttpRequest, status: int, seconds: float) -> None:
        route, method = route_of(request), str(request.method)
        note_request(route=route, method=method, status=status, seconds=seconds)
        facts = {"route": route, "status": status, "ms": round(seconds * 1000, 1), "user": _mark_of_the_user(request)}
        log.info("%s %s %s", method if method.isalpha() else "-", route, status, extra=facts)
