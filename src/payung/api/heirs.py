"""GET /law/heirs: who receives a death benefit, and how much each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from payung.api.answers import Refusal, Told
from payung.api.asked import Asked, On, Whole, check_keys, day_or_today, told
from payung.rules.heirs import heirs as share
from payung.rules.law import law
from payung.rules.read import read_family

router = Router(tags=["law"])


class HeirsAsked(Asked):
    """The amount to be shared and the living relations; an empty family means that nobody is left."""

    on: On = None
    amount: Whole
    family: str = Field(description="istri,anak,anak")


@router.get("/heirs", response={200: Told, 422: Refusal}, summary="Ahli waris dan bagiannya")
def heirs(request: HttpRequest, asked: Query[HeirsAsked]) -> dict[str, Any]:
    """One line an heir; the shares add up to the amount."""
    check_keys(request, asked)
    on = day_or_today(asked.on)
    return told(request, share(law(), on, amount_idr=asked.amount, family=read_family(asked.family)), on)
