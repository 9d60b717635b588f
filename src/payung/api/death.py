"""GET /law/entitlements/death: what the heirs of a worker receive."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from payung.api.answers import Death, Refusal
from payung.api.asked import Asked, Children, On, Whole, check_keys, day_or_today, told
from payung.rules.entitlement import by_death
from payung.rules.law import law
from payung.rules.read import read_children
from payung.rules.scholarship import for_json

router = Router(tags=["law"])


class DeathAsked(Asked):
    """The cause (natural or work), the months paid up to and with the month of death, and how many of these in a row."""

    on: On = None
    cause: str
    months_paid: Whole
    consecutive: Whole | None = None
    reading: str | None = None
    base: Whole = 1_000_000
    children: Children = ""


@router.get("/entitlements/death", response={200: Death, 422: Refusal}, summary="Yang diterima ahli waris")
def death(request: HttpRequest, asked: Query[DeathAsked]) -> dict[str, Any]:
    """The benefits by line, and the payments of the scholarships where the children have a claim to them."""
    check_keys(request, asked)
    on = day_or_today(asked.on)
    found = by_death(
        law(), on, cause=asked.cause, months_paid=asked.months_paid, months_consecutive=asked.consecutive,
        reading=asked.reading, base_idr=asked.base, children=read_children(asked.children),
    )  # fmt: skip
    years = for_json(found.schedule)
    return {**told(request, found.answer, on), "schedule": years, "by_reading_idr": found.by_reading_idr}
