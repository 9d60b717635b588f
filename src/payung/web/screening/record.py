"""Record what was measured of a worker at a health event; whoever records need not be able to read."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.people.queries import has_consented
from payung.screening.actions.record import record as keep
from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.people.bank import Facts, worker_facts

_FIELDS = ("consent", "measured_on", "event", "systolic", "diastolic", "glucose", "note")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("measured_on_missing", field="measured_on") from None


def _keep(request: SignedIn, facts: Facts, given: dict[str, str]) -> Facts:
    """Keeps the results; what is wrong with them comes back at its field."""
    try:
        keep(
            person=facts["person"], measured_on=_day(given["measured_on"]), event=given["event"], results=given,
            consent=given["consent"], by=request.acting.by, at=timezone.localtime(),
        )  # fmt: skip
    except Refused as refusal:
        field, text = refusal.facts.get("field", "event"), say(refusal.code, refusal.facts)
        return {"given": given, "errors": [{"field": field, "text": text}], "wrong": {field: text}}
    return {}


@never_cache
@sensitive_post_parameters(*_FIELDS)
@needs("record-health")
def record(request: SignedIn, person_id: int) -> HttpResponse:
    """The form, and by POST the record, sealed; then the same form again, empty, with the word that it was kept."""
    facts = worker_facts(request, person_id, _("Catat hasil pemeriksaan"))
    facts |= {"given": {"measured_on": timezone.localdate().isoformat()}}
    facts["consented"] = has_consented(person_id, "health-check")
    if request.method == "POST":
        mistakes = _keep(request, facts, {name: request.POST.get(name, "")[:1000] for name in _FIELDS})
        if not mistakes:
            messages.success(request, _("Hasil pemeriksaan dicatat dan disegel."))
            return HttpResponseRedirect(reverse("screening-record", args=[person_id]))
        facts |= mistakes
    return render(request, "screening/record.html", facts, status=422 if facts.get("errors") else 200)
