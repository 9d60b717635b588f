"""The breach workbench: whom a user, an address or a time window touched, and what was saved as a breach."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.access.actions.open_breach import open_breach
from payung.access.queries import Search, breaches, notices, touched, touched_people
from payung.regions.queries import with_codes
from payung.units.refusal import Refused
from payung.web.access.breach_words import clock, data_words, ways_in_words
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say

_A_PAGE = 50
_ASKED = ("username", "address", "begins", "ends")
_WRITTEN = ("known", "happened", "data", "handling")
_FIELD_OF = {
    "breach_search_empty": "username", "breach_window_empty": "ends", "breach_known_in_future": "known",
    "breach_known_before": "known", "breach_text_missing": "happened", "moment_invalid": "begins",
}  # fmt: skip


def moment_of(text: str) -> datetime | None:
    """The moment that was written, in Jakarta; None for none. Raises Refused("moment_invalid")."""
    if not text:
        return None
    try:
        read = parse_datetime(text)
    except ValueError:
        read = None
    if read is None:
        raise Refused("moment_invalid")
    return timezone.make_aware(read) if timezone.is_naive(read) else read


def _search(given: dict[str, str]) -> Search:
    return Search(given["username"], given["address"], moment_of(given["begins"]), moment_of(given["ends"]))


def _given(sent: QueryDict) -> dict[str, str]:
    return {name: sent.get(name, "").strip()[:1000] for name in (*_ASKED, *_WRITTEN)}


def counts_of(search: Search) -> dict[str, Any]:
    """The counts of a search for a table: all people, people by class of data, and a row a village."""
    found = touched(search)
    names = data_words()
    shown = [each.data for each in found if each.village is None and each.data]
    by_place = {(each.village, each.data): each.people for each in found}
    codes = sorted({each.village for each in found if each.village})
    places = with_codes(codes)
    return {
        "people": by_place.get((None, None), 0),
        "classes": [{"word": names.get(code, code), "people": by_place[None, code]} for code in shown],
        "villages": [
            {"code": code, "name": str(places.get(code, code)), "people": by_place[code, None],
             "classes": [{"word": names.get(kind, kind), "people": by_place.get((code, kind), 0)} for kind in shown]}
            for code in codes
        ],
    }  # fmt: skip


def people_of(search: Search, *, after: str, village: str = "") -> dict[str, Any]:
    """One page of the people of a search, with the number to go on from, if any."""
    start = int(after) if after.isdecimal() else 0
    found = touched_people(search, after=start, village=village, limit=_A_PAGE + 1)
    places = with_codes({each.village for each in found})
    rows = [
        {"person": each, "place": str(places.get(each.village, each.village)), "ways": ways_in_words(each.data)}
        for each in found[:_A_PAGE]
    ]
    return {"rows": rows, "next": found[_A_PAGE - 1].id if len(found) > _A_PAGE else None, "after": start}


def _kept() -> list[dict[str, Any]]:
    now = timezone.now()
    return [{"breach": each, "clock": clock(each, now, notices(each))} for each in breaches()]


def _page(request: SignedIn, given: dict[str, str], error: Refused | None = None) -> HttpResponse:
    facts: dict[str, Any] = {"given": given, "kept": _kept(), "errors": []}
    try:
        search = _search(given)
        if not search.is_empty:
            facts |= {"search": search, "counts": counts_of(search)}
            facts |= {"page": people_of(search, after=request.GET.get("after", ""))}
    except Refused as refusal:
        error = error or refusal
    if error:
        field = _FIELD_OF.get(error.code, "username")
        text = say(error.code, error.facts)
        facts |= {"errors": [{"field": field, "text": text}], "wrong": {field: text}}
    return render(request, "access/breach.html", facts, status=422 if error else 200)


def _open(request: SignedIn, given: dict[str, str]) -> HttpResponse:
    try:
        opened = open_breach(
            search=_search(given), known_at=moment_of(given["known"]) or timezone.now(), happened=given["happened"],
            data=given["data"], handling=given["handling"], area=request.acting.area, by=request.acting.by,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, given, refusal)
    messages.success(request, _("Pelanggaran disimpan. Waktu 3 x 24 jam berjalan sejak diketahui."))
    return HttpResponseRedirect(reverse("breach", args=[opened.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("manage-breach")
def breach_list(request: SignedIn) -> HttpResponse:
    """Looks for people in the log, and saves what was found as a breach. What was written stays when it is refused."""
    if request.method == "POST":
        return _open(request, _given(request.POST))
    return _page(request, _given(request.GET))
