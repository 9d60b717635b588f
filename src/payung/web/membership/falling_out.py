"""Who falls out next month and why: counts for whoever sees numbers, workers for whoever sees them; as a workbook; reminders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access.queries import may
from payung.insight.falling_out import Leaving, falling_out_counts
from payung.insight.falling_out import falling_out as workers_of
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.month import Month
from payung.units.region import Area
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import leaving_words
from payung.web.components.tags import month as month_in_words
from payung.web.membership.reminder import reminder
from payung.web.number import number
from payung.web.regions.seen import seen_region
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.regions.models import Region

_AHEAD = 3
_WITHIN = 24  # months: before that the law of a price may not be known, and what comes after nobody plans
_AT_ONCE = 5_000


def _month(request: HttpRequest, choices: list[dict[str, Any]]) -> Month:
    """The month that was asked for, or the first of the next ones in which anybody falls out."""
    try:
        asked = Month.parse(request.GET.get("month", ""))
        if abs(Month.of(day_of_judgement()).months_until(asked)) <= _WITHIN:
            return asked
    except ValueError:
        pass
    found: Month = next((each["month"] for each in choices if each["workers"]), choices[0]["month"])
    return found


def _place(request: SignedIn) -> tuple[Area, Region | None]:
    """The area of the page: the user's own, or a region inside it. Http404 for any other."""
    code = request.GET.get("region", "") or request.acting.area
    here = seen_region(request.acting, code) if code else None
    return Area(code), here


def _choices(area: Area) -> list[dict[str, Any]]:
    now = Month.of(day_of_judgement())
    months = [now.plus(n) for n in range(_AHEAD)]
    return [{"month": m, "workers": sum(c.workers for c in falling_out_counts(law(), area, m))} for m in months]


def _rows(area: Area, month: Month) -> list[dict[str, Any]]:
    counts = falling_out_counts(law(), area, month)
    names = regions.with_codes(each.code for each in counts)
    return [{"region": names[each.code], "count": each} for each in counts]


def _with_text(found: list[Leaving], month: Month) -> list[dict[str, Any]]:
    villages = regions.with_codes({each.village for each in found})
    return [{"worker": w, "village": villages[w.village], "text": reminder(w, month)} for w in found]


@needs("see-numbers")
def falling_out(request: SignedIn) -> HttpResponse:
    """How many fall out per region and why, and the workers themselves for whoever may see them."""
    area, here = _place(request)
    choices = _choices(area)
    month, sees = _month(request, choices), may(request.acting, "see")
    after = number(request.GET.get("after", ""))
    found, more = workers_of(law(), area, month, after=after) if sees else ([], False)
    rows = _rows(area, month)
    facts = {
        "here": here, "area": area, "own": area.code == request.acting.area, "choices": choices, "month": month,
        "after_month": month.plus(1), "rows": rows, "total": sum(row["count"].workers for row in rows), "sees": sees,
        "workers": _with_text(found, month), "next": found[-1].id if more else None, "after": after,
        "may_export": sees and may(request.acting, "export"), "is_village": len(area.code) == 13,
    }  # fmt: skip
    return render(request, "membership/falling_out.html", facts)


def _all(area: Area, month: Month) -> Iterator[Leaving]:
    after, more = None, True
    while more:
        found, more = workers_of(law(), area, month, after=after, limit=_AT_ONCE)
        yield from found
        after = found[-1].id if found else None


@needs("export")
@fresh
def export(request: SignedIn) -> HttpResponse:
    """The workers who fall out, as a workbook with its number; needs the permission to see them as well."""
    if not may(request.acting, "see"):
        raise PermissionDenied
    area, here = _place(request)
    month = _month(request, _choices(area))
    people = list(_all(area, month))
    mark = watermark(request, (each.id for each in people))
    heads = (_("Nama"), _("NIK"), _("Desa"), _("Sumber dana"), _("Alasan"), _("Bayar sendiri (Rp)"), _("Pengingat"))
    cells = (
        (w["worker"].name, w["worker"].nik_masked, str(w["village"]), w["worker"].line, leaving_words(w["worker"].why),
         w["worker"].alone_idr, w["text"])
        for w in _with_text(people, month)
    )  # fmt: skip
    title = f"{here or 'Indonesia'}, {month_in_words(month)}"
    return download(f"payung-berakhir-{area.code or 'id'}-{month}", workbook(title, mark, heads, cells))


@needs("see")
def reminders(request: SignedIn) -> HttpResponse:
    """The texts for the workers of one village, to copy or to print."""
    area, here = _place(request)
    if here is None or len(area.code) != 13:
        raise Http404
    month = _month(request, _choices(area))
    told = [each for each in _with_text(list(_all(area, month)), month) if each["text"]]
    return render(request, "membership/reminders.html", {"here": here, "month": month, "told": told})
