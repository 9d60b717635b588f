"""A region's page: how many are covered, the places of each line, and the regions below. A village has a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from payung.insight import coverage
from payung.insight.programmes import lines_at
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.day import shown_day
from payung.web.regions import export as sheets
from payung.web.regions.seen import seen_region, way_to
from payung.web.regions.table import arrange, headings, sort_of
from payung.web.regions.village import village
from payung.web.waits import waits


def _sum(rows: list[coverage.Coverage]) -> dict[str, int]:
    columns = ("covered", "eligible", "places", "taken", "left", "waiting")
    return {column: sum(getattr(row, column) for row in rows) for column in columns}


def _below(request: SignedIn, code: str) -> dict[str, Any]:
    """What the pages of the country and of a region share: figures, lines and the table below."""
    day = shown_day(request, code)
    rows = coverage.below(code, day.on)
    sort, name = sort_of(request.GET.get("sort", "")), request.GET.get("q", "").strip()
    return {
        "day": day,
        "total": _sum(rows),
        "rows": arrange(rows, sort=sort, name=name),
        "headings": headings(sort),
        "sort": sort,
        "q": name,
        "lines": lines_at(code, day.on),
        "claims_waiting": waits(request, code),
        "may_export": request.acting.may("export"),
    }


@needs("see-numbers")
def regions(request: SignedIn) -> HttpResponse:
    """The provinces, for whoever sees the whole country; anybody else is shown the own area."""
    if request.acting.area:
        return HttpResponseRedirect(reverse("region", args=[request.acting.area]))
    return render(request, "regions/region.html", {"title": "Indonesia", **_below(request, "")})


@needs("see-numbers")
def region(request: SignedIn, code: str) -> HttpResponse:
    """A province, regency, district or village inside the user's area."""
    found = seen_region(request.acting, code)
    if found.level == "village":
        return village(request, found)
    facts = {
        "title": str(found),
        "region": found,
        "breadcrumbs": way_to(request.acting, found),
        **_below(request, code),
    }
    return render(request, "regions/region.html", facts)


@needs("export")
@fresh
def export(request: SignedIn, code: str) -> HttpResponse:
    """The table of a region, or the workers of a village, as a workbook."""
    found = seen_region(request.acting, code)
    day = shown_day(request, code)
    if found.level == "village":
        people = list(sheets.all_workers(code, day.on))
        mark = watermark(request, (worker.id for worker in people))
        return sheets.village_workbook(found, day.on, people, mark=mark)
    return sheets.region_workbook(found, coverage.below(code, day.on), day.on, mark=watermark(request))
