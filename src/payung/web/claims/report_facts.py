"""Tell of a death or an accident, the second step: the few facts that open a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payung.claims.actions.report import Reported, Told
from payung.claims.actions.report import report as tell
from payung.claims.actions.tell_circumstances import FACTS
from payung.claims.queries import claim_of_death
from payung.people.queries import by_id
from payung.regions import queries as regions
from payung.rules.law import LawUnknown, law
from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.at_work import at_work_in, missing_in
from payung.web.claims.words import HAPPENED, TELLERS, word
from payung.web.components.tags import say
from payung.web.today import day_of_judgement, moment_of_judgement

if TYPE_CHECKING:
    from payung.people.models import Person

Facts = dict[str, Any]
_LARGEST = 2**63 - 1
_FIELDS = ("what", "happened_on", "where", "teller", "teller_name", "teller_phone", "story")
_TOLD_HERE = ("heir", "clerk", "hospital")
_FIELD_OF = {
    "claim_kind_missing": "what", "claim_kind_unknown": "what",
    "phone_for_messages_invalid": "teller_phone",
    "moment_to_come": "at_time", "claim_teller_missing": "teller_name", "claim_story_too_long": "story",
    "claim_story_names_a_nik": "story", "claim_place_names_a_nik": "where",
}  # fmt: skip


def _given(request: SignedIn) -> Told:
    """What the form says. Raises Refused for a day that is none, or for nothing chosen."""
    given = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    kind, _dash, cause = given["what"].partition("-")
    if not given["what"]:
        raise Refused("claim_kind_missing")
    if given["what"] not in HAPPENED:
        raise Refused("claim_kind_unknown", given=given["what"][:20])
    try:
        on = date.fromisoformat(given["happened_on"])
    except ValueError:
        raise Refused("day_missing") from None
    if not 1900 <= on.year < 2200:
        raise Refused("day_missing")
    teller = given["teller"] if given["teller"] in _TOLD_HERE else ""
    wants = bool(settings.MESSAGES_URL) and request.POST.get("wants_messages") == "yes"
    told = Told(
        kind, cause, on, teller, given["teller_name"], given["teller_phone"], given["where"], given["story"], wants
    )
    return replace(told, at_work=at_work_in(request)) if cause == "work" else told


def _missing_at_work(request: SignedIn) -> Facts:
    """What the law wants told of something at work and is not: each fact with its words, at its own field."""
    if not request.POST.get("what", "").endswith("-work"):
        return {}
    wrong = {name: say("fact_missing", {"fact": say(FACTS[name])}) for name in missing_in(request)}
    return {"errors": [{"field": name, "text": text} for name, text in wrong.items()], "wrong": wrong} if wrong else {}


def _tell(request: SignedIn, person: Person) -> Reported | Facts:
    """The claim; or what is wrong with the form, at its field."""
    if missing := _missing_at_work(request):
        return missing
    try:
        return tell(
            law=law(), person_id=person.pk, told=_given(request), by=request.acting.by, on=day_of_judgement(),
            at=moment_of_judgement(),
        )  # fmt: skip
    except Refused as refusal:
        field, text = _FIELD_OF.get(refusal.code, "happened_on"), say(refusal.code, refusal.facts)
    except LawUnknown as unknown:
        facts = {"concept": unknown.concept, "known_from": unknown.known_from.isoformat(), "on": unknown.on.isoformat()}
        field, text = "happened_on", say("law_unknown", facts)
    return {"errors": [{"field": field, "text": text}], "wrong": {field: text}}


def _at_first(person: Person) -> dict[str, str]:
    """What the form says before anybody has written into it."""
    return {"happened_on": person.died_on.isoformat(), "what": "death-natural"} if person.died_on else {}


@needs("report-claims")
def report_facts(request: SignedIn, person_id: int) -> HttpResponse:
    """The form about a worker in sight, and by POST the claim: a new one, or the one that stands, which it is joined to."""
    person = by_id(person_id) if person_id <= _LARGEST else None
    if person is None:
        raise Http404
    facts: Facts = {"given": _at_first(person)}
    if request.method == "POST":
        done = _tell(request, person)
        if isinstance(done, Reported):
            return _to_what_comes_next(request, done)
        facts = {"given": request.POST, **done}
    facts |= {
        "person": person, "village": regions.region(person.village), "known": claim_of_death(person.pk),
        "today": day_of_judgement(), "choices": [(code, word(HAPPENED, code)) for code in HAPPENED],
        "may_message": bool(settings.MESSAGES_URL),
        "tellers": [(code, word(TELLERS, code)) for code in _TOLD_HERE],
    }  # fmt: skip
    return render(request, "claims/report_facts.html", facts, status=422 if facts.get("errors") else 200)


def _to_what_comes_next(request: SignedIn, done: Reported) -> HttpResponse:
    if done.joined:
        messages.warning(request, _("Kejadian ini sudah dilaporkan. Laporan Anda digabungkan dengan klaim yang sama."))
    else:
        messages.success(request, _("Laporan diterima."))
    return redirect("claim-reported", done.claim.number)
