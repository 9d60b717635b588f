"""Search of workers in the user's area: by the beginning of a name, or by a whole NIK."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.insight.workers import Worker, named
from payung.people.queries import by_nik
from payung.regions.queries import with_codes
from payung.units.nik import is_nik
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.day import ShownDay, shown_day
from payung.web.number import number

_SHORTEST = 3


def _digits(text: str) -> str:
    """What was typed without the blanks, dots and dashes that people put into long numbers."""
    return "".join(character for character in text if character not in " .-")


def _with_villages(found: list[Worker]) -> list[dict[str, Any]]:
    codes = {worker.village for worker in found}
    places = {code: str(region) for code, region in with_codes(codes).items()}
    return [{**asdict(w), "state": w.state, "until": w.until, "place": places.get(w.village, w.village)} for w in found]


def _mistake(text: str) -> str:
    if text and _digits(text).isdigit():
        return _("NIK harus 16 angka. Periksa kembali dengan KTP.")
    if text and len(text) < _SHORTEST:
        return _("Ketik paling sedikit tiga huruf pertama nama, atau 16 angka NIK.")
    return ""


def _found(request: SignedIn, text: str, day: ShownDay) -> dict[str, Any]:
    after = request.GET.get("after", "")
    page, more = named(request.acting.sees, text, day.on, after=number(after))
    return {"workers": _with_villages(page), "next": page[-1].id if more else None, "after": after}


def _asked(request: SignedIn, text: str) -> HttpResponse:
    """What was typed into the form. A whole NIK leads straight to its worker; only what is no number goes into the address."""
    facts: dict[str, Any] = {"day": shown_day(request, request.acting.area)}
    if is_nik(_digits(text)):
        if worker := by_nik(_digits(text)):
            return HttpResponseRedirect(reverse("person", args=[worker.pk]))
        return render(request, "people/people.html", {**facts, "nik_unknown": True})
    if mistake := _mistake(text):
        facts["errors"] = [{"field": "q", "text": mistake}]
        return render(request, "people/people.html", facts, status=422)
    return HttpResponseRedirect(f"{reverse('people')}?{urlencode({'q': text})}" if text else reverse("people"))


@needs("see")
def people(request: SignedIn) -> HttpResponse:
    """The search page. Names stand in the address, so that a page can be kept; a number is asked for by the form alone."""
    if request.method == "POST":
        return _asked(request, request.POST.get("q", "").strip())
    text = request.GET.get("q", "").strip()
    if _digits(text).isdigit():
        return HttpResponseRedirect(reverse("people"))
    facts: dict[str, Any] = {"q": text, "day": shown_day(request, request.acting.area), "show_village": True}
    if mistake := _mistake(text):
        facts["errors"] = [{"field": "q", "text": mistake}]
    elif text:
        facts |= _found(request, text, facts["day"])
    return render(request, "people/people.html", facts)
