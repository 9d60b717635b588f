"""What people ask about their own data: the work list with its clock, noting a request, and answering it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.intake.correct import understood
from payung.people.actions.answer_request import answer_request
from payung.people.actions.lift_restriction import lift_restriction
from payung.people.actions.note_request import CORRECTABLE, note_request
from payung.people.queries import answered_requests, by_id, consent_stands, open_requests, requests_of
from payung.regions import queries as regions
from payung.rules.law import law
from payung.rules.privacy import HOURS_OF, KINDS, clock, hours_left
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import moment, say
from payung.web.people.letter import text_words

if TYPE_CHECKING:
    from payung.people.models import DataRequest, Person

_FIELDS = ("kind", "asked_how", "field", "new_value")
_FIELD_OF = {
    "kind_unknown": "kind", "request_not_chosen": "kind", "asked_how_missing": "asked_how", "correction_field_unknown": "field",
    "request_open_already": "kind", "reason_missing": "why",
    "consent_withdrawn": "consent", "consent_way_unknown": "consent",
}  # fmt: skip


def _shown(request: DataRequest, now: datetime) -> dict[str, Any]:
    """A request with its clock and the value of the law behind it."""
    left = hours_left(request.due_at, now)
    rule = clock(law(), request.kind, request.asked_at).rule
    late = request.done_at is not None and request.done_at > request.due_at
    text = text_words(request) if request.done_at else ""
    return {
        "text": text,
        "request": request,
        "left": left,
        "over": -left,
        "overdue": left < 0,
        "rule": rule,
        "late": late,
    }


def _list(request: SignedIn, errors: list[dict[str, str]], status: int = 200) -> HttpResponse:
    now = timezone.now()
    waiting = [_shown(each, now) for each in open_requests()]
    facts = {
        "waiting": waiting, "overdue": sum(each["overdue"] for each in waiting),
        "answered": [_shown(each, now) for each in answered_requests()], "errors": errors,
    }  # fmt: skip
    return render(request, "people/requests.html", facts, status=status)


@require_safe
@needs("answer-people")
def request_list(request: SignedIn) -> HttpResponse:
    """What waits in the user's area, due first on top; and what was answered last."""
    return _list(request, [])


@require_POST
@needs("answer-people")
@fresh
def request_answer(request: SignedIn, request_id: int) -> HttpResponse:
    """Answers a request: done, with its effect, or refused. What cannot be done leaves it open."""
    now = timezone.now()
    try:
        answer_request(
            request_id=request_id, granted=request.POST.get("decision") == "grant", answer=request.POST.get("answer", ""),
            understood=partial(understood, on=timezone.localdate(now)), by=request.acting.by, at=now,
        )  # fmt: skip
    except Refused as refusal:
        return _list(request, [{"field": f"answer-{request_id}", "text": say(refusal.code, refusal.facts)}], 422)
    messages.success(request, _("Permintaan dijawab. Serahkan surat jawabannya, atau kirim isinya sebagai pesan."))
    return HttpResponseRedirect(reverse("requests"))


def _clocks(now: datetime) -> list[dict[str, Any]]:
    """Each kind of request with the hours that the law gives for it."""
    return [{"kind": kind, "rule": law().on(f"privacy/{HOURS_OF[kind]}", timezone.localdate(now))} for kind in KINDS]


def _page(request: SignedIn, person: Person, given: dict[str, str], refusal: Refused | None = None) -> HttpResponse:
    now = timezone.now()
    field = _FIELD_OF.get(refusal.code, "new_value") if refusal else ""
    facts = {
        "person": person, "village": regions.region(person.village), "given": given, "columns": CORRECTABLE,
        "kinds": _clocks(now), "requests": [_shown(each, now) for each in requests_of(person.pk)],
        "consent_gone": person.restricted_at is not None and consent_stands(person.pk, "protection") is False,
        "errors": [{"field": field, "text": say(refusal.code, refusal.facts)}] if refusal else [],
    }  # fmt: skip
    return render(request, "people/person_requests.html", facts, status=422 if refusal else 200)


def person_page_refused(request: SignedIn, person: Person, refusal: Refused) -> HttpResponse:
    """The page of a worker's requests with what was refused on top."""
    return _page(request, person, {}, refusal)


def _person(person_id: int) -> Person:
    if (found := by_id(person_id)) is None:
        raise Http404
    return found


@needs("answer-people")
def person_requests(request: SignedIn, person_id: int) -> HttpResponse:
    """What one worker has asked, and the form that notes a new request. A correction is checked before it is noted."""
    person = _person(person_id)
    if request.method != "POST":
        return _page(request, person, {})
    given = {field: request.POST.get(field, "").strip() for field in _FIELDS}
    now = timezone.now()
    try:
        if not given["kind"]:
            raise Refused("request_not_chosen")
        if given["kind"] == "correction" and given["field"] in CORRECTABLE and given["new_value"]:
            understood(person, given["field"], given["new_value"], on=timezone.localdate(now))
        noted = note_request(law=law(), person=person, **given, by=request.acting.by, at=now)
    except Refused as refusal:
        return _page(request, person, given, refusal)
    until = moment(noted.due_at)
    messages.success(request, _("Permintaan dicatat. Jawab paling lambat {until}.").format(until=until))
    return HttpResponseRedirect(reverse("requests"))


@require_POST
@needs("answer-people")
def lift(request: SignedIn, person_id: int) -> HttpResponse:
    """Lifts the restriction of a worker's data, for a reason that is recorded; after a withdrawal with a new consent."""
    person = _person(person_id)
    given = {field: request.POST.get(field, "").strip() for field in ("why", "consent")}
    try:
        lift_restriction(
            person=person, why=given["why"], consent=given["consent"], by=request.acting.by, on=timezone.localdate()
        )
    except Refused as refusal:
        return _page(request, person, given, refusal)
    messages.success(request, _("Pembatasan dicabut."))
    return HttpResponseRedirect(reverse("person", args=[person.pk]))
