"""Tell of a death or an accident, the first step: find the worker, though the name or the NIK is mistyped."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payung.claims.queries import find_workers
from payung.units.region import dotted, is_region_code
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.intake.choices import is_village, village_choices

Facts = dict[str, Any]
_SHORTEST = 3


def _digits(text: str) -> str:
    """A NIK without the blanks, dots and dashes that people put into long numbers."""
    return "".join(sign for sign in text if sign not in " .-")[:20]


def _asked(request: SignedIn) -> dict[str, str]:
    given = {name: request.POST.get(name, "").strip()[:150] for name in ("village", "name", "nik")}
    village = dotted(given["village"]) or request.acting.area
    return {**given, "nik": _digits(given["nik"]), "village": village}


def _wrong(request: SignedIn, given: dict[str, str]) -> dict[str, str]:
    """What is wrong with the question, by its field."""
    found = {}
    if not (
        is_region_code(given["village"]) and len(given["village"]) == 13 and given["village"] in request.acting.sees
    ):
        found["village"] = _("Pilih desanya.")
    if len(given["name"]) < _SHORTEST and not given["nik"]:
        found["name"] = _("Ketik paling sedikit tiga huruf nama, atau NIK.")
    elif given["nik"] and not (given["nik"].isascii() and given["nik"].isdigit()):
        found["nik"] = _("NIK hanya berisi angka. Boleh kurang atau salah satu dua angka.")
    return found


def _found(request: SignedIn) -> Facts:
    given = _asked(request)
    if wrong := _wrong(request, given):
        return {
            "given": given,
            "wrong": wrong,
            "errors": [{"field": name, "text": text} for name, text in wrong.items()],
        }
    return {
        "given": given,
        "found": find_workers(village=given["village"], name=given["name"], nik=given["nik"]),
        "looked": True,
    }


@never_cache
@needs("report-claims")
def report(request: SignedIn) -> HttpResponse:
    """The search, and by POST (a name or number stands in no address) the workers who may be meant, one of whom is chosen."""
    facts: Facts = {"given": {"village": request.acting.area if is_village(request.acting.sees) else ""}}
    if request.method == "POST":
        facts = _found(request)
    facts |= {"villages": village_choices(request.acting), "one_village": is_village(request.acting.sees)}
    facts["village"] = facts["given"]["village"]
    return render(request, "claims/report.html", facts, status=422 if facts.get("errors") else 200)
