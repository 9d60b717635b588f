"""End a worker's place: first what would follow, in words, then, confirmed, that it has. An end can be taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.access.queries import may
from payung.insight.ending import plan_end
from payung.membership.actions.end_enrolment import Ended
from payung.membership.actions.end_place import end_place
from payung.membership.actions.take_back_end import months_to_come_back, take_back_end
from payung.membership.queries import end_reasons, enrolment
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
    from payung.membership.models import Enrolment
    from payung.units.month import Term

Facts = dict[str, Any]


def _found(request: SignedIn, enrolment_id: int) -> Facts:
    """The enrolment in sight with its worker. Http404 for any other."""
    found = enrolment(enrolment_id)
    person = by_id(found.person_id) if found else None
    village = regions.region(person.village) if person else None
    if found is None or person is None or village is None:
        raise Http404
    crumbs = way_to(request.acting, village, person.name, _("Akhiri kepesertaan"))
    return {"enrolment": found, "line": found.line, "person": person, "village": village, "breadcrumbs": crumbs}


def _wrong(field: str, code: str, facts: Facts | None = None) -> Facts:
    text = say(code, facts)
    return {"errors": [{"field": field, "text": text}], "wrong": {field: text}}


def _asked(request: SignedIn) -> tuple[str, date]:
    """Why and when, as the form says. Raises Refused for what is missing, or is not this role's to say."""
    given = request.POST if request.method == "POST" else request.GET
    why, every = given.get("why", ""), may(request.acting, "end-places")
    if not why:
        raise Refused("end_reason_missing")
    if why not in end_reasons(every=every):
        raise Refused("end_reason_not_yours" if why in end_reasons(every=True) else "end_reason_missing")
    try:
        happened_on = date.fromisoformat(given.get("happened_on", ""))
    except ValueError:
        raise Refused("day_missing") from None
    if not 1900 <= happened_on.year < 2200:
        raise Refused("day_missing")
    return why, happened_on


def _mistake(refusal: Refused) -> Facts:
    field = "happened_on" if refusal.code.startswith(("day_", "died_")) else "why"
    return _wrong(field, refusal.code, refusal.facts)


def _planned(request: SignedIn, facts: Facts, on: date) -> Facts:
    """What would follow from what the form says; nothing while it says nothing; or what is wrong with it."""
    if "why" not in request.GET and "happened_on" not in request.GET:
        return {}
    try:
        why, happened_on = _asked(request)
        plan = plan_end(
            law=law(), enrolment=facts["enrolment"], person=facts["person"], why=why, happened_on=happened_on, on=on
        )
    except Refused as refusal:
        return _mistake(refusal)
    return {"plan": plan, "why": why, "happened_on": happened_on}


def _way_back(found: Enrolment, on: date) -> Term | None:
    """The months that taking the end back would cover; None when there are none, or none any more."""
    try:
        return months_to_come_back(found, on)
    except Refused:
        return None


def _told(done: Ended) -> str:
    if done.placed:
        return _("Kepesertaan diakhiri. Yang pertama menunggu sudah mendapat tempatnya.")
    if done.offered:
        return _("Kepesertaan diakhiri. Tempatnya ditawarkan kepada yang pertama menunggu.")
    return _("Kepesertaan diakhiri.")


@needs("report-ends")
@fresh_to_send
def end(request: SignedIn, enrolment_id: int) -> HttpResponse:
    """The form, what would follow from it, and by POST the deed; a place that has ended says so."""
    on = day_of_judgement()
    facts = _found(request, enrolment_id)
    if request.method == "POST":
        try:
            why, happened_on = _asked(request)
            done = end_place(enrolment_id=enrolment_id, why=why, happened_on=happened_on, on=on)
        except Refused as refusal:
            facts = _found(request, enrolment_id) | _mistake(refusal)
        else:
            messages.success(request, _told(done))
            return HttpResponseRedirect(reverse("person", args=[facts["person"].pk]))
    else:
        facts |= _planned(request, facts, on)
    given = request.POST if request.method == "POST" else request.GET
    ended = facts["enrolment"].state == "ended"
    facts |= {
        "may_report_claims": may(request.acting, "report-claims"),
        "given": given, "on": on, "reasons": end_reasons(every=may(request.acting, "end-places")),
        "back": _way_back(facts["enrolment"], on) if ended else None,
    }  # fmt: skip
    return render(request, "membership/end.html", facts, status=422 if facts.get("errors") else 200)


@require_POST
@needs("report-ends")
@fresh_to_send
def take_back(request: SignedIn, enrolment_id: int) -> HttpResponse:
    """Takes an end back and shows the worker; when it cannot be, the page of the end says why, and offers the waiting list where
    the place has been passed on."""
    facts = _found(request, enrolment_id)
    found = facts["enrolment"]
    if found.state == "ended" and found.ended_why not in end_reasons(every=may(request.acting, "end-places")):
        raise Http404
    try:
        held = programme(found.line.programme_code)
        placed = take_back_end(
            law=law(), enrolment_id=enrolment_id, programme=held, on=day_of_judgement(),
            may_wait=request.POST.get("wait") == "yes",
        )  # fmt: skip
    except Refused as refusal:
        facts |= {"errors": [{"text": say(refusal.code, refusal.facts)}], "on": day_of_judgement(),
                  "may_wait": refusal.code == "place_passed_on"}  # fmt: skip
        return render(request, "membership/end.html", facts, status=422)
    messages.success(request, _("Pengakhiran dibatalkan: pekerja ini terdaftar lagi.") if placed else
                     _("Pengakhiran dibatalkan: pekerja ini masuk daftar tunggu."))  # fmt: skip
    return HttpResponseRedirect(reverse("person", args=[facts["person"].pk]))
