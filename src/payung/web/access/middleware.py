"""Every page runs in one transaction that sees only what the role acted under may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from payung.access.queries import NOBODY, acting_as
from payung.web.access.address import address_of
from payung.web.access.mfa.required import led_to_second_step
from payung.web.access.switch import chosen_role

View = Callable[..., HttpResponseBase]


class ActingMiddleware:
    """Sets the eyes for row-level security; a page without a signed-in user runs without them and so sees no rows."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.acting = NOBODY  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return None
        address = address_of(request)
        with acting_as(request.user, wanted=chosen_role(request), address=address) as acting:
            request.acting = acting  # type: ignore[attr-defined]
            response = led_to_second_step(request) or view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            return response
