"""Share a line's places out over the villages of its programme, by a base and a remainder; or keep them in one pool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Max

from payung.programmes.models import Programme, Quota, Workforce
from payung.regions import queries as regions
from payung.rules.allocation import share
from payung.units.refusal import Refused
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def _weights(villages: list[str], weight: str) -> list[int]:
    """The weight of each village, in their order, from the latest workforce count; 0 where nobody counted."""
    latest = Workforce.objects.filter(village__in=villages).aggregate(day=Max("counted_on"))["day"]
    count = F("eligible") - F("covered") if weight == "uncovered" else F("eligible")
    counted = dict(
        Workforce.objects.filter(village__in=villages, counted_on=latest).annotate(w=count).values_list("village", "w")
    )
    return [counted.get(village, 0) for village in villages]


def _wanted(programme: Programme, places: int, rule: dict[str, Any] | None) -> dict[str, int]:
    if rule is None:
        return {programme.region: places}
    villages = list(regions.villages(Area(programme.region)).values_list("code", flat=True))
    shares = share(places, base=rule["base"], weights=_weights(villages, rule["weight"]), method=rule["remainder"])
    return {programme.region: places, **dict(zip(villages, shares, strict=True))}


def share_places(*, line: FundingLine, programme: Programme, places: int, rule: dict[str, Any] | None) -> int:
    """Gives a line its places, whole and per village, and returns the number of quotas.

    A line that has its places already keeps them, with what was released since, unless their number has changed.
    Raises Refused("places_below_taken") rather than take a place from somebody who has it.
    """
    held = {quota.region: quota for quota in Quota.objects.select_for_update().filter(line=line).order_by("region")}
    wanted = _wanted(programme, places, rule)
    if set(held) == set(wanted) and held[programme.region].places == places:
        return len(held)
    short = [code for code, quota in held.items() if quota.taken > wanted.get(code, 0)]
    if short:
        raise Refused("places_below_taken", line=line.code, regions=", ".join(short[:10]))
    Quota.objects.filter(line=line).exclude(region__in=wanted).update(places=0)
    Quota.objects.bulk_create(
        [Quota(line=line, region=region, places=number) for region, number in wanted.items()],
        update_conflicts=True,
        unique_fields=["line", "region"],
        update_fields=["places"],
    )
    return len(wanted)
