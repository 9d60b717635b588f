"""GET /law/entitlements/accident: what a work accident pays besides medical care."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from payung.api.answers import Refusal, Scheduled
from payung.api.asked import Asked, Children, On, Whole, check_keys, day_or_today, told
from payung.rules.accident import Accident
from payung.rules.entitlement import by_accident
from payung.rules.law import law
from payung.rules.read import read_amounts, read_children, read_words
from payung.rules.scholarship import for_json

router = Router(tags=["law"])


class AccidentAsked(Asked):
    """What happened: costs of transport and aids by name, months unable to work, losses, or a total loss."""

    on: On = None
    base: Whole = 1_000_000
    transport: str = Field("", description="land=N,sea=N,air=N")
    inability_months: Whole = 0
    loss: str = Field("", description="KODE[:right|left][@persen],...")
    total: bool = False
    aid: str = Field("", description="homecare=N,glasses=N,hearing_aid=N,dentures=N")
    homecare_months: Whole = 1
    prosthesis: Whole | None = None
    left_handed: bool = False
    children: Children = ""


def _happened(asked: AccidentAsked) -> Accident:
    return Accident(
        read_amounts("transport", asked.transport), asked.inability_months, read_words(asked.loss),
        read_amounts("aid", asked.aid), asked.homecare_months, asked.prosthesis, total=asked.total,
        left_handed=asked.left_handed,
    )  # fmt: skip


@router.get("/entitlements/accident", response={200: Scheduled, 422: Refusal}, summary="Manfaat kecelakaan kerja")
def accident(request: HttpRequest, asked: Query[AccidentAsked]) -> dict[str, Any]:
    """The benefits by line; scholarships only with a total loss."""
    check_keys(request, asked)
    on, children = day_or_today(asked.on), read_children(asked.children)
    found = by_accident(law(), on, base_idr=asked.base, happened=_happened(asked), children=children)
    return {**told(request, found.answer, on), "schedule": for_json(found.schedule)}
