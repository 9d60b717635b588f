"""What no keyboard types is turned down before any page sees it: PostgreSQL keeps no NUL, and a page would break over one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def _holds_nul(given: QueryDict) -> bool:
    return any("\x00" in key + "".join(map(str, values)) for key, values in given.lists())


class Readable:
    """Answers 400 to a NUL in the address, its keys or a form.

    A page that receives a file itself is exempt from the token until its handler is set: its form is not read here, or the
    handler would come too late; that page looks at its fields itself. The API tells what is wrong with a key in its own shape.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Before the eyes of the role are set, and so before anything is asked of the database for this page."""
        if request.path_info.startswith("/api/"):
            return
        in_form = not getattr(view, "csrf_exempt", False) and _holds_nul(request.POST)
        if "\x00" in request.path_info or _holds_nul(request.GET) or in_form:
            raise BadRequest("NUL")
