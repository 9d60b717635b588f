"""What a line of the log says of the request it belongs to: its number and its route. Imports nothing of the program."""

from __future__ import annotations

from contextvars import ContextVar

from django.http import HttpRequest

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


def route_of(request: HttpRequest) -> str:
    """The name of the route that a request took; "unrouted" when no address fits."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "unrouted"
