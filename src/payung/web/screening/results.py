"""A worker's health results: when and where something was measured, and what was found for whoever gives a reason."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payung.access.queries import may
from payung.screening.actions.read_results import read_results
from payung.screening.queries import may_be_read, results_of
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.people.bank import worker_facts
from payung.web.people.opened import opened


@never_cache
@needs("see-health")
@fresh
def results(request: SignedIn, person_id: int) -> HttpResponse:
    """The list of events; by POST with a reason also what was found, once, on no page that is kept."""
    facts = worker_facts(request, person_id, _("Hasil pemeriksaan kesehatan"))
    facts |= {"rows": results_of(person_id), "may_record": may(request.acting, "record-health")}
    if facts["rows"] and not may_be_read(person_id):
        facts["closed"] = say("health_reading_without_consent")
    if request.method == "POST":
        facts |= opened(request, lambda reason: read_results(rows=facts["rows"], reason=reason))
    return render(request, "screening/results.html", facts, status=422 if facts.get("errors") else 200)
