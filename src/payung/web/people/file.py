"""A person's file as PDF or JSON, handed to that person; its making is in the log before the first byte leaves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from payung.access.actions.note_export import note_export
from payung.insight.person_file import person_file as whole_file
from payung.insight.person_pdf import person_pdf
from payung.people.queries import by_id
from payung.regions import queries as regions
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.people.file_words import file_words
from payung.web.people.requests import person_page_refused

if TYPE_CHECKING:
    from payung.people.models import Person

_TYPES = {"pdf": "application/pdf", "json": "application/json"}


def _told(request: SignedIn, person: Person, why: str) -> dict[str, Any]:
    """The file under its number; when a part cannot be opened, nothing was made and no note says so."""
    with transaction.atomic():
        number = note_export([person.pk], why=why, what="file")
        return {"number": number, **whole_file(person, acting=request.acting, reason=why, at=timezone.now())}


@require_POST
@needs("answer-people")
@fresh
@never_cache
def person_file(request: SignedIn, person_id: int) -> HttpResponse:
    """Everything that is held about a worker of the user's area, for a reason that is recorded."""
    person = by_id(person_id)
    if person is None:
        raise Http404
    if not (why := " ".join(request.POST.get("reason", "").split())):
        return person_page_refused(request, person, Refused("reason_missing"))
    form = "json" if request.POST.get("form") == "json" else "pdf"
    try:
        told = _told(request, person, why)
    except Refused as refusal:
        return person_page_refused(request, person, refusal)
    body = (
        json.dumps(told, ensure_ascii=False, indent=1).encode()
        if form == "json"
        else person_pdf(file_words(told, str(regions.region(person.village) or person.village)))
    )
    response = HttpResponse(body, content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="salinan-data-{person.pk}.{form}"'
    return response
