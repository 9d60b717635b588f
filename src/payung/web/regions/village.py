"""A village's page: how many of its hundred, who is covered until when, who waits, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from payung.access.queries import may
from payung.insight import village as villages
from payung.insight.programmes import lines_at, programme_at
from payung.insight.workers import STATES, waiting, workers
from payung.units.refusal import Refused
from payung.web.access.signed_in import SignedIn
from payung.web.day import ShownDay, shown_day
from payung.web.number import number
from payung.web.regions.seen import way_to
from payung.web.waits import waits

if TYPE_CHECKING:
    from payung.programmes.models import Programme
    from payung.regions.models import Region


def _figures(region: Region, programme: Programme | None, day: ShownDay) -> dict[str, Any]:
    """The village under its programme, and each line there; without a count of its workers, why there are no figures."""
    lines = lines_at(region.code, day.on)
    besides = [line for line in lines if line.places is None and line.covered and not line.existing]
    try:
        found = villages.village(region.code, programme, lines, day.on) if programme else None
    except Refused as refusal:
        return {"lines": lines, "besides": besides, "refusal": refusal}
    return {"lines": lines, "besides": besides, "village": found}


def _people(request: SignedIn, region: Region, day: ShownDay) -> dict[str, Any]:
    """One page of workers: those who wait by rank, any others by name."""
    state, name = request.GET.get("state", ""), request.GET.get("q", "").strip()
    state, after = (state if state in STATES else ""), number(request.GET.get("after", ""))
    if state == "waiting":
        queue, more = waiting(region.code, name=name, after=after)
        return {
            "state": state,
            "q": name,
            "queue": queue,
            "next": queue[-1].enrolment if more else None,
            "after": after,
        }
    found, more = workers(region.code, day.on, state=state, name=name, after=after)
    return {"state": state, "q": name, "workers": found, "next": found[-1].id if more else None, "after": after}


def village(request: SignedIn, region: Region) -> HttpResponse:
    """The page of a village that the caller has found to lie in the user's area."""
    day = shown_day(request, region.code)
    programme = programme_at(region.code)
    facts = {
        "region": region,
        "breadcrumbs": way_to(request.acting, region),
        "programme": programme,
        "claims_waiting": waits(request, region.code),
        "day": day,
        "may_propose": may(request.acting, "propose"),
        "may_print": may(request.acting, "print-cards"),
        "may_see": may(request.acting, "see"),
        "may_export": may(request.acting, "export"),
        **_figures(region, programme, day),
        **(_people(request, region, day) if may(request.acting, "see") else {}),
    }
    return render(request, "regions/village.html", facts)
