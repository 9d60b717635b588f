"""The log for the auditor: who saw this person, what did this user do, what changed on this record."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.access.queries import Entry, answer
from payung.units.region import Area, is_region_code
from payung.web.access.audit_asked import Asked, asked_in, holds_nik, mistakes, question
from payung.web.access.audit_export import MOST_ROWS
from payung.web.access.audit_find import NotFound, find, narrowed_words, people_or_users, places, subject
from payung.web.access.audit_state import state
from payung.web.access.audit_words import DEEDS, DEEDS_OF, RECORDS, changed, places_of, sentence, table_words
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn


def _questions() -> tuple[tuple[str, str], ...]:
    return (
        ("seen", _("Siapa yang melihat orang ini?")),
        ("done", _("Apa yang dilakukan pengguna ini?")),
        ("changed", _("Apa yang berubah pada catatan ini?")),
    )


def _leads_on(entry: Entry, asked: Asked) -> bool:
    """Whether an entry is of one record, and another one than is asked about anyway."""
    same = asked.q == "changed" or (asked.q == "seen" and entry.table_name == "person")
    return entry.rows == 1 and entry.table_name in RECORDS and not same


def _told(found: list[Entry], asked: Asked) -> list[dict[str, Any]]:
    """Each entry as a sentence, with what it changed, and the queries that ask on from it."""
    known = places_of(found)
    return [
        {
            "sentence": sentence(each, known), "entry": each, "values": changed(each, known),
            "table": table_words(each.table_name),
            "record": Asked("changed", of=str(each.row), table=each.table_name).query if _leads_on(each, asked) else "",
            "doer": Asked("done", of=each.by).query if asked.q != "done" else "",
        }
        for each in found
    ]  # fmt: skip


def _choices(asked: Asked, area: Area) -> dict[str, Any] | None:
    """The lists to choose from, one after the other: first the place, then the worker or user. None when nothing is open."""
    if asked.place and not is_region_code(asked.place):
        found, more = places(asked, area)
        return {"choosing": "place", "choices": found, "more": more}
    if asked.name:
        found, more = people_or_users(asked, area)
        return {"choosing": asked.q if asked.q == "done" else "person", "choices": found, "more": more}
    return None


def _answered(request: SignedIn, asked: Asked) -> dict[str, Any]:
    """A list to choose from, or one page of the answer."""
    if chosen := _choices(asked, request.acting.sees):
        return chosen
    put = question(asked)
    if put is None:
        return {}
    found, following = answer(put, before=asked.before)
    return {
        "answered": True, "subject": subject(asked), "told": _told(found, asked), "next": following,
        "narrowed": narrowed_words(asked), "cleared": asked.but(begin="", end="", place="", deed=""),
        "export_query": asked.but(), "may_export": request.acting.may("export"), "table_word": table_words(asked.table),
    }  # fmt: skip


def _page(request: SignedIn, asked: Asked, errors: list[dict[str, str]], status: int = 200) -> HttpResponse:
    wrong = {error["field"]: error["text"] for error in errors}
    facts = {
        "asked": asked, "questions": _questions(), "tables": RECORDS, "errors": errors, "wrong": wrong,
        "deeds": [(code, _(DEEDS[code][2])) for code in DEEDS_OF[asked.q]], "state": state(timezone.now()),
        "most_rows": MOST_ROWS, **({} if errors else _answered(request, asked)),
    }  # fmt: skip
    return render(request, "access/audit.html", facts, status=status)


def _sent(request: SignedIn) -> HttpResponse:
    """What was typed into the form. What leads to a number goes on as that number: no NIK comes into an address."""
    asked = asked_in(request.POST)
    errors = mistakes(asked, request.acting.sees)
    try:
        found = find(asked)
    except NotFound as why:
        return _page(request, asked, [{"field": "of", "text": str(why)}, *errors], status=422)
    if errors:
        return _page(request, asked, errors, status=422)
    # Straight to the answer: on a phone it lies below the form.
    return HttpResponseRedirect(f"{reverse('audit')}{found.query}#answer")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("audit")
def audit(request: SignedIn) -> HttpResponse:
    """Three questions put to the log, each answered in sentences, the newest first."""
    if request.method == "POST":
        return _sent(request)
    if holds_nik(request.GET):
        return HttpResponseRedirect(reverse("audit"))
    asked = asked_in(request.GET)
    errors = mistakes(asked, request.acting.sees)
    return _page(request, asked, errors, status=422 if errors else 200)
