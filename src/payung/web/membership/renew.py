"""Renewals: which lines end soon, and a whole line to its next term: first what would happen, then, confirmed, that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.funding.queries import left_of, lines_of
from payung.membership.actions.renew import Renewed, plan_renewal, renew_line
from payung.membership.queries import seats_not_renewed, seats_of
from payung.programmes import queries as programmes
from payung.rules.law import law
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.funding.models import FundingLine

_SOON = 2  # months
_ENDED = 6  # months for which a line that ended is still asked for


def _lines(acting: Acting) -> list[FundingLine]:
    """The lines of programmes that lie in the area acted in as a whole."""
    seen = [each for each in programmes.programmes_in(acting.sees) if each.region in acting.sees]
    return [line for each in seen for line in lines_of(each.code)]


def _next(line: FundingLine, lines: list[FundingLine]) -> list[FundingLine]:
    """The lines that can be the next term of a line, the earliest first."""
    found = [
        each
        for each in lines
        if each.programme_code == line.programme_code and not each.existing and each.term.until > line.term.until
    ]
    return sorted(found, key=lambda each: (each.first_month, each.code))


@needs("renew")
def renewals(request: SignedIn) -> HttpResponse:
    """The lines whose term ends within two months, with their seats; and those that ended within six, the latest first, while any
    of their seats waits to be renewed."""
    now, lines = Month.of(day_of_judgement()), _lines(request.acting)
    due = sorted(
        (line for line in lines if now < line.term.until <= now.plus(_SOON + 1)), key=lambda line: line.term.until
    )
    rows = [{"line": line, "seats": seats_of(line), "has_next": _still_paid(line, lines, now)} for line in due]
    facts = {"rows": rows, "ended": _ended(lines, now), "soon": _SOON, "months": _ENDED}
    return render(request, "membership/renewals.html", facts)


def _still_paid(line: FundingLine, lines: list[FundingLine], now: Month) -> bool:
    """Whether a line has a next one that pays this month or later."""
    return any(each.term.until > now for each in _next(line, lines))


def _ended(lines: list[FundingLine], now: Month) -> list[dict[str, Any]]:
    past = [line for line in lines if now.plus(1 - _ENDED) <= line.term.until <= now]
    rows = [
        {"line": line, "seats": seats_not_renewed(line, _next(line, lines)), "has_next": _still_paid(line, lines, now)}
        for line in sorted(past, key=lambda line: (line.term.until, line.code), reverse=True)
    ]
    return [row for row in rows if row["seats"]]


def _planned(line: FundingLine, to: FundingLine | None) -> dict[str, Any]:
    if to is None:
        return {}
    programme = programmes.programme(line.programme_code)
    try:
        plan = plan_renewal(law=law(), line=line, to=to, programme=programme, on=day_of_judgement())
    except Refused as refusal:
        return {"errors": [{"text": say(refusal.code, refusal.facts)}]}
    left = left_of(to)
    return {"plan": plan, "left": left, "missing": max(0, plan.cost_idr - left)}


def _told(done: Renewed) -> str:
    facts = {"n": in_figures(done.renewed), "seats": in_figures(done.seats)}
    return _("%(n)s dari %(seats)s pekerja diperpanjang.") % facts


@needs("renew")
@fresh_to_send
def renew(request: SignedIn, line: str) -> HttpResponse:
    """The page that shows what renewing a line would do, and by POST the deed; a refusal is told on the page."""
    lines = _lines(request.acting)
    ending = next((each for each in lines if each.code == line), None)
    if ending is None:
        raise Http404
    choices = _next(ending, lines)
    given = (request.POST if request.method == "POST" else request.GET).get("to", "")
    to = next((each for each in choices if each.code == given), choices[0] if len(choices) == 1 else None)
    facts: dict[str, Any] = {"line": ending, "choices": choices, "to": to, "seats": seats_of(ending)}
    if request.method == "POST" and to:
        programme = programmes.programme(ending.programme_code)
        try:
            done = renew_line(law=law(), line=ending, to=to, programme=programme, on=day_of_judgement())
        except Refused as refusal:
            facts["errors"] = [{"text": say(refusal.code, refusal.facts)}]
            return render(request, "membership/renew.html", facts, status=422)
        messages.success(request, _told(done))
        return HttpResponseRedirect(reverse("region", args=[programme.region]))
    return render(request, "membership/renew.html", {**facts, **_planned(ending, to)})
