"""What no keyboard types is turned down before any page sees it: PostgreSQL keeps no NUL, and a page would break over one."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

_TYPED = "application/x-www-form-urlencoded"


def _holds_nul(given: QueryDict) -> bool:
    return any("\x00" in key + "".join(map(str, values)) for key, values in given.lists())


class Readable:
    """Answers 400 to a NUL in the address, its keys or a form; the fields beside a file are looked at by their form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        in_form = request.content_type == _TYPED and _holds_nul(request.POST)
        if "\x00" in request.path_info or _holds_nul(request.GET) or in_form:
            raise BadRequest("NUL")
        return self.get_response(request)
