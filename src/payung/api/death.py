"""GET /law/entitlements/death: what the heirs of a worker receive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from payung.api.answers import Death, Refusal
from payung.api.asked import Asked, Children, On, Whole, check_keys, day_or_today, told
from payung.rules.accident import Accident, work_accident
from payung.rules.answer import Answer
from payung.rules.death import READINGS, check_months, natural_death
from payung.rules.family import Child
from payung.rules.law import law
from payung.rules.read import read_children
from payung.rules.scholarship import for_json, schedule
from payung.units.refusal import Refused

router = Router(tags=["law"])
CAUSES = ("natural", "work")


class DeathAsked(Asked):
    """The cause (natural or work), the months paid up to and with the month of death, and how many of these in a row."""

    on: On = None
    cause: str
    months_paid: Whole
    consecutive: Whole | None = None
    reading: str | None = None
    base: Whole = 1_000_000
    children: Children = ""


def _natural(asked: DeathAsked, on: date, children: Sequence[Child], reading: str | None) -> Answer:
    return natural_death(
        law(), on, months_paid=asked.months_paid, months_consecutive=asked.consecutive, children=children,
        reading=reading,
    )  # fmt: skip


def _answer(asked: DeathAsked, on: date, children: Sequence[Child]) -> tuple[Answer, dict[str, int]]:
    if asked.cause not in CAUSES:
        raise Refused("cause_unknown", cause=asked.cause, known=", ".join(CAUSES))
    if asked.cause == "work":
        happened = Accident(death=True)
        return work_accident(law(), on, base_idr=asked.base, happened=happened, children=children), {}
    by_reading = {reading: _natural(asked, on, children, reading).total_idr for reading in READINGS}
    return _natural(asked, on, children, asked.reading), by_reading


@router.get("/entitlements/death", response={200: Death, 422: Refusal}, summary="Yang diterima ahli waris")
def death(request: HttpRequest, asked: Query[DeathAsked]) -> dict[str, Any]:
    """The benefits by line, and the payments of the scholarships where the children have a claim to them."""
    check_keys(request, asked)
    on, children = day_or_today(asked.on), read_children(asked.children)
    check_months(asked.months_paid, asked.months_paid if asked.consecutive is None else asked.consecutive)
    answer, by_reading = _answer(asked, on, children)
    paid = any(item.code.startswith("scholarship_") for item in answer.items)
    years = for_json(schedule(law(), on, children) if paid else [])
    return {**told(request, answer, on), "schedule": years, "by_reading_idr": by_reading}
