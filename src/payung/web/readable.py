"""Text that no table can hold is refused at the door: PostgreSQL keeps no NUL, and no field of ours means one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

_NUL = "\x00"


def _holds_nul(given: QueryDict) -> bool:
    return any(_NUL in text for name, texts in given.lists() for text in (name, *texts))


class ReadableText:
    """Answers 400 to a question or a form with a NUL in it, whatever page it is for.

    The body of a view that sets up the receiving of its file itself (and is exempt from the token for that) is not read here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        body_is_its_own = getattr(view, "csrf_exempt", False)
        if _NUL in request.path or _holds_nul(request.GET) or (not body_is_its_own and _holds_nul(request.POST)):
            raise BadRequest
