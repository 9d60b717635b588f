"""Write a complaint down: about a worker, about a claim, or about a village as a whole. One short form for all three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payung.complaints.actions.write_down import Told, write_down
from payung.people.queries import by_id
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.region import dotted, is_region_code
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.seen import seen_claim
from payung.web.claims.words import word
from payung.web.components.complaints import ABOUT
from payung.web.components.tags import say
from payung.web.intake.choices import is_village, village_choices
from payung.web.today import day_of_judgement, moment_of_judgement

if TYPE_CHECKING:
    from payung.claims.models import Claim
    from payung.people.models import Person

Facts = dict[str, Any]
_LARGEST = 2**63 - 1
_FIELDS = ("about", "said", "teller_name", "teller_phone", "reference")
_FIELD_OF = {
    "complaint_about_unknown": "about",
    "complaint_teller_missing": "teller_name",
    "village_missing": "village",
}


def _village(request: SignedIn) -> str:
    """The village that was chosen, or one's own. Raises Refused("village_missing") for none, and for one of others."""
    code = dotted(request.POST.get("village", "").strip()) or request.acting.area
    found = regions.region(code) if is_region_code(code) and code in request.acting.sees and len(code) == 13 else None
    if found is None:
        raise Refused("village_missing")
    return code


def _told(request: SignedIn, person: Person | None, claim: Claim | None) -> Told:
    about, said, name, phone, reference = (request.POST.get(field, "") for field in _FIELDS)
    if claim is not None:
        return Told("claim", said, name, phone, reference, claim=claim.number)
    if person is not None:
        return Told(about, said, name, phone, reference, person_id=person.pk)
    return Told(about, said, name, phone, reference, village=_village(request))


def _form(request: SignedIn, person: Person | None, claim: Claim | None = None) -> HttpResponse:
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            made = write_down(
                law=law(), told=_told(request, person, claim), days=settings.COMPLAINT_DAYS, by=request.acting.by,
                on=day_of_judgement(), at=moment_of_judgement(),
            )  # fmt: skip
        except Refused as refusal:
            field = _FIELD_OF.get(refusal.code, "said")
            errors = [{"field": field, "text": say(refusal.code, refusal.facts)}]
        else:
            messages.success(request, _("Pengaduan dicatat. Beri tahu nomornya kepada yang mengadu."))
            return redirect("complaint", made.number)
    given = request.POST if request.method == "POST" else {"village": ""}
    facts: Facts = {
        "person": person, "claim": claim, "given": given, "errors": errors, "wrong": {e["field"]: e["text"] for e in errors},
        "abouts": [(code, word(ABOUT, code)) for code in ABOUT if code != "claim" or person is None],
        "place": regions.region(person.village) if person else None, "village": given.get("village", ""),
        "villages": village_choices(request.acting), "one_village": is_village(request.acting.sees),
        "days": settings.COMPLAINT_DAYS,
    }  # fmt: skip
    return render(request, "complaints/write.html", facts, status=422 if errors else 200)


@needs("complain")
def write(request: SignedIn) -> HttpResponse:
    """A complaint about a village as a whole, or about nobody who is registered."""
    return _form(request, None)


@needs("complain")
def write_of_person(request: SignedIn, person_id: int) -> HttpResponse:
    """A complaint about a worker in sight; anybody else is not found."""
    person = by_id(person_id) if person_id <= _LARGEST else None
    if person is None:
        raise Http404
    return _form(request, person)


@needs("complain")
def write_of_claim(request: SignedIn, claim: str) -> HttpResponse:
    """A complaint about a claim in sight."""
    found = seen_claim(claim)
    return _form(request, found.person, found)
