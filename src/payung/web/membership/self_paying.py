"""A worker goes on alone: what a month costs, and, where the programme has a line for it, the change to it, confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.funding.queries import lines_of
from payung.insight.falling_out import Alone, going_alone, last_seat
from payung.membership.actions.renew import EndedSeat, Renewed, plan_renewal, renew_line
from payung.people.queries import by_id
from payung.programmes.queries import programme
from payung.regions import queries as regions
from payung.rules.law import law
from payung.rules.limits import age_limits
from payung.units.month import Month, years_before
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.regions.seen import way_to
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from payung.funding.models import FundingLine
    from payung.membership.models import Enrolment
    from payung.people.models import Person

Facts = dict[str, Any]
# The code of why whoever has left for a reason does not go on alone (insight.falling_out.PAYS_NOT_ALONE).
_ENDED = {
    "died": "renewal_died",
    "wage-earner": "alone_wage_earner",
    "double-payer": "alone_double_payer",
    "refused": "alone_refused",
}


def _own_line(line: FundingLine, month: Month, on: date) -> FundingLine | None:
    """The line of the programme that a worker's own money is on from a month on, other than a line; None when there is none."""
    first = max(month, Month.of(on))
    later = [
        each
        for each in lines_of(line.programme_code)
        if each.kind == "self" and not each.existing and each.pk != line.pk and each.term.until > first
    ]
    return min(later, key=lambda each: (each.first_month, each.code), default=None)


def _why_not(person: Person, seat: Enrolment | None, alone: Alone | None) -> str:
    """The code of why a worker cannot go on alone, as far as it is known without a line; the empty text without such a reason."""
    if person.died_on:
        return "renewal_died"
    if seat is None or alone is None:
        return _ENDED.get(seat.ended_why if seat else "", "alone_never_covered")
    day = alone.month.first_day
    too_old = seat.ended_why == "over-age" or person.birth_on <= years_before(day, age_limits(law(), day)[0].value)
    return "renewal_age_over_limit" if too_old else ""


def _found(request: SignedIn, person_id: int) -> Facts:
    person = by_id(person_id)
    village = regions.region(person.village) if person else None
    if person is None or village is None:
        raise Http404
    seat, alone = last_seat(person), going_alone(law(), person)
    why_not = _why_not(person, seat, alone)
    to = _own_line(seat.line, alone.month, day_of_judgement()) if seat and alone and not why_not else None
    return {
        "person": person, "village": village, "seat": seat, "to": to, "why_not": why_not,
        "alone": None if why_not else alone, "breadcrumbs": way_to(request.acting, village, person.name, _("Bayar sendiri")),
    }  # fmt: skip


def _run(act: Callable[..., Renewed], facts: Facts) -> Renewed:
    seat = facts["seat"]
    line, ended = seat.line, EndedSeat(seat.pk, facts["alone"].month) if seat.state == "ended" else None
    return act(
        law=law(), line=line, to=facts["to"], programme=programme(line.programme_code), on=day_of_judgement(),
        people=[facts["person"].pk], ended=ended,
    )  # fmt: skip


@needs("propose")
@fresh_to_send
def self_paying(request: SignedIn, person_id: int) -> HttpResponse:
    """The price and the change to it, or why not; by POST the deed, and back to the worker. What speaks against it is told."""
    facts = _found(request, person_id)
    if not facts["to"]:
        return render(request, "membership/self_paying.html", facts)
    try:
        done = _run(renew_line if request.method == "POST" else plan_renewal, facts)
    except Refused as refusal:
        facts["errors"] = [{"text": say(refusal.code, refusal.facts)}]
        return render(request, "membership/self_paying.html", facts, status=422)
    if request.method == "POST" and done.renewed:
        messages.success(request, _("Pekerja ini melanjutkan dengan bayar sendiri."))
        return HttpResponseRedirect(reverse("person", args=[person_id]))
    return render(request, "membership/self_paying.html", {**facts, "plan": done})
