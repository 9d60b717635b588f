"""Every view that sends a file wants a fresh sign-in and leaves a number in the log; a new one is found by walking its code."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from payung.access.actions.note_export import note_export
from payung.web.access.fresh import fresh, fresh_to_send
from payung.web.access.watermark import watermark
from tests.attacks.addresses import Address, walk

# A view that sends a file without a fresh sign-in says here why.
WITHOUT_STEP_UP: dict[str, str] = {}
# What only a view that sends a file says or calls.
_WORDS = ("attachment", "application/pdf", "spreadsheetml", "octet-stream", "text/csv", "Content-Disposition")
_NAMES = {"FileResponse", "StreamingHttpResponse"}


def _said(code: CodeType) -> Iterator[str]:
    """Every text that a function holds, in nested ones too."""
    held: list[Any] = list(code.co_consts)
    while held:
        each = held.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, tuple | frozenset):
            held.extend(each)
        elif isinstance(each, CodeType):
            yield from _said(each)


def _names(code: CodeType) -> set[str]:
    return set(code.co_names).union(*(_names(each) for each in code.co_consts if isinstance(each, CodeType)))


def _behind(view: Any) -> list[FunctionType]:
    """The view itself and every function of the console that it may call."""
    found: list[FunctionType] = []
    waiting: list[Any] = [view]
    while waiting:
        each = inspect.unwrap(waiting.pop())
        if not isinstance(each, FunctionType) or each in found:
            continue
        found.append(each)
        waiting += [called for called in _called(each) if str(getattr(called, "__module__", "")).startswith(_OURS)]
    return found


_OURS = (
    "payung.web",
    "payung.insight.claim_letter",
    "payung.insight.guarantee_letter",
    "tests.web",
    note_export.__module__,
)


def _called(function: FunctionType) -> Iterator[Any]:
    names = _names(function.__code__)
    for name in names:
        held = function.__globals__.get(name)
        if isinstance(held, ModuleType):
            yield from (getattr(held, other) for other in names if hasattr(held, other))
        elif isinstance(held, dict):
            yield from held.values()
        else:
            yield held


def sends_a_file(view: Any) -> bool:
    functions = _behind(view)
    texts = [text for each in functions for text in _said(each.__code__) if not text.count("\n")]
    held = [value for each in functions for name in _names(each.__code__)
            if isinstance(value := each.__globals__.get(name), str)]  # fmt: skip
    return any(word in text for text in [*texts, *held] for word in _WORDS) or any(
        _NAMES & _names(each.__code__) for each in functions
    )


def notes_it(view: Any) -> bool:
    """Whether the view can reach what writes the download into the log under a number."""
    return note_export in _behind(view)


def senders(addresses: list[Address]) -> dict[str, Callable[..., Any]]:
    return {each.route: each.view for each in addresses if not each.is_api and sends_a_file(each.view)}


def without_step_up(addresses: list[Address]) -> set[str]:
    return {route for route, view in senders(addresses).items() if getattr(view, "fresh", None) is not True}


def test_every_view_that_sends_a_file_wants_a_fresh_sign_in() -> None:
    found = senders(list(walk()))
    assert {"people/<int:person_id>/file/", "access/breach/<int:number>/people/", "access/breach/<int:number>/notice/",
            "regions/<str:code>/export/",
            "programmes/lines/<slug:line>/quotas/export/", "membership/lines/<slug:line>/waiting/export/",
            "intake/<int:batch_id>/workbook/", "cards/<slug:line>/<str:village>/", "cards/person/<int:person_id>/",
            "claims/<slug:claim>/letters/<slug:kind>/", "claims/<slug:claim>/guarantees/<slug:letter>/pdf/",
            "funding/export/", "funding/lines/<slug:code>/journal/export/", "funding/lines/<slug:code>/statement/",
            "funding/lines/<slug:code>/account/"} <= found.keys(), "the walk does not see them any more"  # fmt: skip
    assert without_step_up(list(walk())) == WITHOUT_STEP_UP.keys()


def test_every_view_that_sends_a_file_leaves_a_number_in_the_log() -> None:
    assert {route for route, view in senders(list(walk())).items() if not notes_it(view)} == set()


@pytest.mark.parametrize("route", ["people/<int:person_id>/bank/", "people/<int:person_id>/bank/enter/",
                                   "screening/<int:person_id>/"])  # fmt: skip
def test_sealed_columns_are_opened_by_a_fresh_sign_in(route: str) -> None:
    assert {each.route: each.view for each in walk()}[route].fresh is True


_KIND = "application/pdf"


def _planted(request: HttpRequest) -> HttpResponse:
    return _sent(b"")


def _sent(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=_KIND)


def _numbered(request: HttpRequest) -> HttpResponse:
    return HttpResponse(watermark(request), headers={"Content-Disposition": "attachment"})  # type: ignore[arg-type]


def test_a_view_that_forgets_it_would_be_found() -> None:
    shown = Address("shown/", (), lambda request: HttpResponse("x"))
    planted = [Address("planted/", (), _planted), Address("half/", (), fresh_to_send(_numbered)),
               Address("good/", (), fresh(_numbered)), shown]  # fmt: skip
    assert senders(planted).keys() == {"planted/", "half/", "good/"}
    assert without_step_up(planted) == {"planted/", "half/"}
    assert not notes_it(_planted) and notes_it(fresh(_numbered))
