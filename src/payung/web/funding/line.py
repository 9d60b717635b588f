"""The page of one funding line: what its money protects, in sums."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from payung.funding.queries import line as line_with_code
from payung.insight.line import FEWEST, LineMonth, months_of_line, villages_of_line
from payung.insight.money import line_money
from payung.programmes.queries import programme, whole_quota
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.funding.burn_down import picture


def _shown(request: SignedIn, months: list[LineMonth]) -> LineMonth | None:
    """The month that was asked for, or the last one."""
    try:
        asked = Month.of(date.fromisoformat(request.GET.get("month", ""))).first_day
    except ValueError:
        asked = None
    return next((each for each in months if each.month == asked), months[-1] if months else None)


def _villages(request: SignedIn, line_id: int, shown: LineMonth | None) -> dict[str, Any]:
    after = request.GET.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    found, more = villages_of_line(line_id, shown.month, after=start) if shown else ([], False)
    return {"villages": found, "next": found[-1].rank if more else None, "after": start}


@needs("see-line")
def funding_line(request: SignedIn, code: str) -> HttpResponse:
    """The line that the sponsor acts on; any other is not found."""
    try:
        line = line_with_code(code)
        quota = whole_quota(line, programme(line.programme_code))
    except Refused:
        raise Http404 from None
    months = months_of_line(line.pk)
    shown = _shown(request, months)
    money = line_money(line.pk)
    facts = {
        "line": line, "quota": quota, "months": months, "shown": shown, "fewest": FEWEST,
        "total_idr": sum(each.price_idr for each in months), **_villages(request, line.pk, shown),
        "money": money, "picture": picture(money, months) if money else None,
    }  # fmt: skip
    return render(request, "funding/line.html", facts)
