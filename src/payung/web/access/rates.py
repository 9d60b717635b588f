"""No more requests than a person makes: whoever asks too often is told how long to wait."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from payung.access.actions.count_requests import WINDOW_SECONDS, count_requests, sweep_requests
from payung.units.words import say
from payung.web.access.address import address_of
from payung.web.access.limits import buckets
from payung.web.components.tags import language


class Rates:
    """Counts every request before its page runs, and answers 429 in its place when one of its limits is reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.swept = 0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.RATES:
            return self.get_response(request)
        at = time.time()
        self._sweep_once_a_window(at)
        wait = count_requests(buckets(request, address_of(request)), at=at)
        return _told_to_wait(request, wait) if wait else self.get_response(request)

    def _sweep_once_a_window(self, at: float) -> None:
        if (window := int(at) // WINDOW_SECONDS) != self.swept:
            self.swept = window
            sweep_requests(at=at)


def _told_to_wait(request: HttpRequest, seconds: int) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        told = {"code": "too_many_requests", "message": say("too_many_requests", language(), seconds=seconds)}
        return JsonResponse({**told, "field": "", "allowed": ""}, status=429, headers={"Retry-After": str(seconds)})
    response = render(request, "components/error_429.html", {"seconds": seconds}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
