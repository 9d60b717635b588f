"""Note that somebody was told of a breach: the agency, the people of a village or all, or the public."""

from __future__ import annotations

from datetime import datetime

from payung.access.models import Breach, BreachNotice
from payung.units.refusal import Refused

TOLD = ("agency", "people", "public")


def tell_of_breach(
    *, breach: Breach, told: str, village: str = "", how: str, told_at: datetime, by: str, at: datetime
) -> BreachNotice:
    """Writes down who was told, how and when. Raises Refused for an unknown reader, a missing way, or a moment to come."""
    said = " ".join(how.split())[:300]
    if told not in TOLD or not said:
        raise Refused("breach_notice_incomplete")
    if not breach.known_at <= told_at <= at:
        raise Refused("breach_told_when")
    return BreachNotice.objects.create(
        breach=breach, area=breach.area, told=told, village=village, how=said, told_at=told_at, noted_by=by
    )
