"""A full NIK, shown once on the worker's page to whoever says why; the reason stands in the log with the name."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from payung.access.actions.note_reading import note_reading
from payung.people.queries import by_id
from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.people.person import person_page


@require_POST
@needs("reveal-nik")
@never_cache
def reveal_nik(request: SignedIn, person_id: int) -> HttpResponse:
    """The worker's page with the whole number on it, this once."""
    person = by_id(person_id)
    if person is None:
        raise Http404
    try:
        note_reading(what="nik", table="person", ids=[person.pk], reason=request.POST.get("reason", ""))
    except Refused as refusal:
        errors = [{"field": "reason", "text": say(refusal.code, refusal.facts)}]
        return person_page(request, person_id, status=422, errors=errors)
    return person_page(request, person_id, whole_number=person.nik)
