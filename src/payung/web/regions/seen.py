"""The region of a page: only what lies in the area acted in, and the way down to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse

from payung.regions import queries as regions
from payung.units.region import is_region_code

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.regions.models import Region

Crumbs = list[tuple[str, str]]


def seen_region(acting: Acting, code: str) -> Region:
    """The region with this code. Raises Http404 outside the area acted in, just as for a code that does not exist."""
    found = regions.region(code) if is_region_code(code) and code in acting.sees else None
    if found is None:
        raise Http404
    return found


def way_to(acting: Acting, region: Region, *further: str) -> Crumbs:
    """From the province down to a region: linked where the user may go, the last one never; `further` words behind it."""
    way, goes = regions.ancestors(region.code), acting.may("see-numbers")
    crumbs = [
        (str(each), reverse("region", args=[each.code]) if goes and each.code in acting.sees else "") for each in way
    ]
    if not acting.area and goes:
        crumbs.insert(0, ("Indonesia", reverse("regions")))
    crumbs += [(word, "") for word in further]
    return [*crumbs[:-1], (crumbs[-1][0], "")]
