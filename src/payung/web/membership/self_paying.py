"""A worker goes on alone: what a month costs, and, where the programme has a line for it, the change to it, confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.funding.queries import lines_of
from payung.insight.falling_out import going_alone
from payung.membership.actions.renew import Renewed, plan_renewal, renew_line
from payung.membership.queries import enrolments
from payung.people.queries import by_id
from payung.programmes.queries import programme
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.regions.seen import way_to
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from payung.funding.models import FundingLine

Facts = dict[str, Any]


def _own_line(line: FundingLine) -> FundingLine | None:
    """The line of the programme that a worker's own money is on for the months after a line; None when there is none."""
    later = [
        each
        for each in lines_of(line.programme_code)
        if each.kind == "self" and not each.existing and each.term.until > line.term.until
    ]
    return min(later, key=lambda each: (each.first_month, each.code), default=None)


def _found(request: SignedIn, person_id: int) -> Facts:
    person = by_id(person_id)
    village = regions.region(person.village) if person else None
    if person is None or village is None:
        raise Http404
    seat = next((each for each in enrolments(person.pk) if each.state == "placed"), None)
    return {
        "person": person, "village": village, "seat": seat, "to": _own_line(seat.line) if seat else None,
        "alone": going_alone(law(), person), "breadcrumbs": way_to(request.acting, village, person.name, _("Bayar sendiri")),
    }  # fmt: skip


def _run(act: Callable[..., Renewed], facts: Facts) -> Renewed:
    line = facts["seat"].line
    return act(
        law=law(), line=line, to=facts["to"], programme=programme(line.programme_code), on=day_of_judgement(),
        people=[facts["person"].pk],
    )  # fmt: skip


@needs("propose")
@fresh_to_send
def self_paying(request: SignedIn, person_id: int) -> HttpResponse:
    """The price and the change to it; by POST the deed, and back to the worker. A refusal or a reason against it is told."""
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
