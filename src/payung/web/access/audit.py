"""The log for the auditor: who saw this person, what did this user do, what changed on this record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.access.actions.seal_history import last_seal
from payung.access.queries import changes_of, done_by, readings_of, row_as_it_is
from payung.people.queries import by_nik
from payung.regions.queries import with_codes
from payung.units.nik import is_nik
from payung.web.access.audit_words import TABLES, changed, sentence
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn

if TYPE_CHECKING:
    from payung.access.models import History

QUESTIONS = ("seen", "done", "changed")


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _asked(request: SignedIn) -> dict[str, str]:
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "of", "table", "before")}
    asked["q"] = asked["q"] if asked["q"] in QUESTIONS else QUESTIONS[0]
    asked["table"] = asked["table"] if asked["table"] in TABLES else "person"
    return asked


def _answer(asked: dict[str, str]) -> tuple[list[History], int | None]:
    before = _number(asked["before"])
    if asked["q"] == "done":
        return done_by(asked["of"], before=before)
    row = _number(asked["of"])
    if row is None:
        return [], None
    if asked["q"] == "changed":
        return changes_of(asked["table"], row, before=before)
    return readings_of("person", row, before=before)


def _with_values(entries: list[History], asked: dict[str, str]) -> list[dict[str, Any]]:
    """Each entry as a sentence; a change with what was and what came after it: the next change, or the row as it is."""
    codes = {code for each in entries for code in (each.village, each.area) if code}
    places = {code: str(region) for code, region in with_codes(codes).items()}
    row = _number(asked["of"]) if asked["q"] == "changed" and not asked["before"] else None
    after = row_as_it_is(asked["table"], row) if row is not None else {}
    told = []
    for each in entries:
        values = changed(each.before or {}, after) if asked["q"] == "changed" and after else []
        told.append({"sentence": sentence(each, places), "entry": each, "values": values})
        after = each.before or {}
    return told


@require_safe
@needs("audit")
def audit(request: SignedIn) -> HttpResponse:
    """Three questions put to the log, each answered in sentences, the newest first.

    A whole NIK leads on to the number of its worker, so that it does not stay in the address.
    """
    asked = _asked(request)
    if is_nik(asked["of"]):
        person = by_nik(asked["of"])
        return HttpResponseRedirect(f"?{urlencode(asked | {'of': person.pk if person else '0'})}")
    entries, following = _answer(asked) if asked["of"] else ([], None)
    questions = (
        ("seen", _("Siapa yang melihat orang ini?")),
        ("done", _("Apa yang dilakukan pengguna ini?")),
        ("changed", _("Apa yang berubah pada catatan ini?")),
    )
    facts = {
        "asked": asked, "questions": questions, "tables": TABLES, "told": _with_values(entries, asked), "next": following,
        "seal": last_seal(), "errors": [],
    }  # fmt: skip
    return render(request, "access/audit.html", facts)
