"""The calendar of scholarships: which school years are due, month by month and village by village, and what each waits for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access.queries import may
from payung.claims.queries.school_years import (
    AHEAD_DAYS,
    WAITS,
    Years,
    every_school_year,
    school_years,
    school_years_waiting,
    waits_for,
)
from payung.regions import queries as regions
from payung.units.month import Month
from payung.units.region import Area
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.claims.scholarship_story import school_word
from payung.web.claims.seen import crumbs
from payung.web.claims.words import SCHOOL_WAITS, SCHOOL_WAITS_TONES, word
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import day as day_in_words
from payung.web.intake.choices import is_village, village_choices
from payung.web.number import number
from payung.web.regions.seen import seen_region
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.claims.models import ScholarshipYear
    from payung.regions.models import Region

Facts = dict[str, Any]


def _wanted(request: SignedIn) -> tuple[Years, Region | None]:
    """What was asked for: a state, a village or the whole area. Http404 for a place of others."""
    state, code = request.GET.get("state", ""), request.GET.get("village", "") or request.acting.area
    here = seen_region(request.acting, code) if code else None
    return Years(Area(code), state if state in WAITS else WAITS[0], day_of_judgement()), here


def _rows(found: list[ScholarshipYear]) -> list[Facts]:
    villages, on = regions.with_codes({each.village for each in found}), day_of_judgement()
    return [
        {
            "year": each, "village": villages[each.village], "level": school_word(each.level, each.year, each.due_on),
            "state": word(SCHOOL_WAITS, code := waits_for(each, on)), "tone": SCHOOL_WAITS_TONES.get(code, "waiting"),
        }
        for each in found
    ]  # fmt: skip


def _by_month(rows: list[Facts]) -> list[tuple[Month, list[Facts]]]:
    return [(month, list(each)) for month, each in groupby(rows, lambda row: Month.of(row["year"].due_on))]


@needs("see-claims")
def scholarships(request: SignedIn) -> HttpResponse:
    """The school years in sight, the earliest first, and how many wait for what."""
    wanted, here = _wanted(request)
    after = number(request.GET.get("after", ""))
    found, more = school_years(wanted, after=after)
    counts = school_years_waiting(wanted.area, wanted.on)
    facts = {
        "months": _by_month(_rows(found)), "next": found[-1].pk if more else None, "after": after, "here": here,
        "state": wanted.waits_for, "states": [(code, word(SCHOOL_WAITS, code), counts[code]) for code in WAITS],
        "due": counts["due"], "ahead": AHEAD_DAYS, "village": request.GET.get("village", ""),
        "villages": village_choices(request.acting), "one_village": is_village(request.acting.sees),
        "may_export": may(request.acting, "export"), "breadcrumbs": crumbs(request, (_("Kalender beasiswa"), "")),
    }  # fmt: skip
    return render(request, "claims/scholarships.html", facts)


@needs("export")
@fresh
def export(request: SignedIn) -> HttpResponse:
    """The calendar as a workbook with its number; needs the permission to see claims as well."""
    if not may(request.acting, "see-claims"):
        raise PermissionDenied
    wanted, here = _wanted(request)
    rows = _rows(list(every_school_year(wanted)))
    mark = watermark(request, (row["year"].person_id for row in rows))
    heads = (
        _("Mulai"),
        _("Anak"),
        _("Pekerja"),
        _("Klaim"),
        _("Desa"),
        _("Jenjang"),
        _("Jumlah"),
        _("Keadaan"),
    )
    cells = (
        (day_in_words(row["year"].due_on), row["year"].child.heir.name, row["year"].claim.person.name,
         row["year"].claim.number, str(row["village"]), row["level"], row["year"].amount_idr, row["state"])
        for row in rows
    )  # fmt: skip
    title = _("Kalender beasiswa, {place}").format(place=here or "Indonesia")
    return download(f"payung-beasiswa-{wanted.area.code or 'id'}", workbook(title, mark, heads, cells))
