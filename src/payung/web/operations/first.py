"""Machines are answered before anything else is done for them: no session, no user, no host to compare, no database."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

_NAMES = {"/health/": "health", "/ready/": "ready", "/metrics": "metrics"}
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


class MachinesFirst:
    """Middleware: answers the three addresses of machines at once, whatever host, cookie or scheme they come with."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in _NAMES:
            return self.get_response(request)
        request.resolver_match = resolve(request.path_info)
        response: HttpResponse = request.resolver_match.func(request)
        for name, value in _SAFE.items():
            response.headers.setdefault(name, value)
        return response
