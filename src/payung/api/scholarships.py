"""GET and POST /law/scholarships: the payments of the children left behind, each with its day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict

from payung.api.answers import Refusal, Scheduled
from payung.api.asked import Asked, Children, On, check_keys, day_or_today, told
from payung.rules.family import Child
from payung.rules.law import law
from payung.rules.read import children_of, read_children
from payung.rules.scholarship import for_json, schedule, scholarship

router = Router(tags=["law"])
_RESPONSE = {200: Scheduled, 422: Refusal}


class ScholarshipsAsked(Asked):
    """The day from which the scholarships run, and the children."""

    on: On = None
    children: Children


class ChildrenGiven(Schema):
    """The same in the body: birth days in an address would stand in the logs of every server on the way."""

    model_config = ConfigDict(extra="forbid")

    on: On = None
    children: list[dict[str, Any]]


def _answer(request: HttpRequest, day: str | None, children: list[Child]) -> dict[str, Any]:
    on = day_or_today(day)
    answer = scholarship(law(), on, children)
    return {**told(request, answer, on), "schedule": for_json(schedule(law(), on, children))}


@router.get("/scholarships", response=_RESPONSE, summary="Beasiswa anak, tahun demi tahun")
def scholarships(request: HttpRequest, asked: Query[ScholarshipsAsked]) -> dict[str, Any]:
    """The children as JSON text in the address."""
    check_keys(request, asked)
    return _answer(request, asked.on, read_children(asked.children))


@router.post("/scholarships", response=_RESPONSE, summary="Beasiswa anak, anak di dalam isi permintaan")
def scholarships_of(request: HttpRequest, given: ChildrenGiven) -> dict[str, Any]:
    """The children in the body. Nothing is stored."""
    return _answer(request, given.on, children_of(given.children))
