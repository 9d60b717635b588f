"""GET /regions/{code}: coverage of a region, for a token that may see numbers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from payung.api.answers import Refusal
from payung.api.asked import Asked, On, check_keys, day_or_today
from payung.api.bearer import as_service, service
from payung.insight import coverage
from payung.units.refusal import Refused
from payung.units.region import is_region_code

router = Router(tags=["regions"])


class RegionAsked(Asked):
    """The day on which it is counted."""

    on: On = None


class Covered(Schema):
    """Covered of eligible workers on a day, with places and queue: both numbers, never a share alone."""

    code: str
    name: str
    on: str
    covered: int
    eligible: int
    percent: float
    places: int
    taken: int
    waiting: int


@router.get(
    "/{code}", auth=service, response={200: Covered, 401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal},
    summary="Cakupan suatu wilayah",
)  # fmt: skip
def region(request: HttpRequest, code: str, asked: Query[RegionAsked]) -> dict[str, Any]:
    """Outside the token's area a region is as unknown as one that does not exist."""
    check_keys(request, asked)
    on = day_or_today(asked.on)
    with as_service(request, "see-numbers") as token:
        if not (is_region_code(code) and code in token.sees):
            raise Refused("region_unknown", given=code[:13])
        found = coverage.of(code, on)
    return {
        "code": code, "name": found.name, "on": on.isoformat(), "covered": found.covered, "eligible": found.eligible,
        "percent": found.percent, "places": found.places, "taken": found.taken, "waiting": found.waiting,
    }  # fmt: skip
