"""What no keyboard types is turned down before any page sees it: PostgreSQL keeps no NUL, and a page would break over one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

_TYPED = "application/x-www-form-urlencoded"


def _holds_nul(given: QueryDict) -> bool:
    return any("\x00" in key + "".join(map(str, values)) for key, values in given.lists())


class Readable:
    """Answers 400 to a NUL in the address, its keys or a form.

    The fields beside a file are looked at by their form alone where a page receives the file itself (and is exempt for that).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        in_form = request.content_type == _TYPED and _holds_nul(request.POST)
        if "\x00" in request.path_info or _holds_nul(request.GET) or in_form:
            raise BadRequest("NUL")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """A form sent in parts, for any page that does not receive a file."""
        if request.content_type != _TYPED and not getattr(view, "csrf_exempt", False) and _holds_nul(request.POST):
            raise BadRequest("NUL")
