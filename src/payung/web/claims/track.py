"""Where is my claim? Asked without an account, by its number and the birth day of an heir or of the worker who was hurt; tells
its state and what is missing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.access.actions.count_try import count_try, was_right
from payung.insight.follow import Followed, followed
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.address import address_of
from payung.web.access.permission import public
from payung.web.claims.words import paper
from payung.web.components.tags import say

Facts = dict[str, Any]
_NUMBER = re.compile(r"\d\d-\d{6}-[A-Z0-9]{4}")


def _asked(request: HttpRequest) -> tuple[str, date]:
    """Number and birth day as they were typed. Raises Refused where one of them is none."""
    number = request.POST.get("number", "").strip().upper()[:20]
    try:
        birth_on = date.fromisoformat(request.POST.get("birth_on", ""))
    except ValueError:
        raise Refused("track_birth_day_missing", field="birth_on") from None
    if not _NUMBER.fullmatch(number):
        raise Refused("track_number_missing", field="number")
    if not 1900 <= birth_on.year < 2200:
        raise Refused("track_birth_day_missing", field="birth_on")
    return number, birth_on


def _wrong(field: str, text: str) -> Facts:
    return {"errors": [{"field": field, "text": text}], "wrong": {field: text}}


def _looked(request: HttpRequest) -> tuple[Facts, int]:
    """What is told, and the status: one answer for a wrong number and for a wrong day; whoever guesses on has to wait."""
    try:
        number, birth_on = _asked(request)
    except Refused as refusal:
        return _wrong(str(refusal.facts["field"]), say(refusal.code, refusal.facts)), 422
    at = timezone.now()
    try:
        made = count_try(at=at, address=f"klaim {address_of(request)}", name=f"klaim {number}")
    except Refused as refusal:
        return _wrong("number", say("track_must_wait", refusal.facts)), 429
    told = followed(law(), number=number, birth_on=birth_on)
    if told is None:
        return _wrong("number", say("track_unknown")), 422
    was_right(made, at=at)
    return {
        "told": told,
        "number": number,
        "missing": [paper(code) for code in told.missing],
        "state": _state(told),
    }, 200


def _state(told: Followed) -> str:
    """The state in plain words, for somebody who waits for the money."""
    if told.held:
        return _("Klaim ini ditahan untuk sementara. Tanyakan sebabnya di kantor desa.")
    if told.state == "reported" and not told.covered:
        return _(
            "Laporan sudah diterima. Menurut catatan, pekerja tidak terlindungi pada hari kejadian, jadi program ini tidak "
            "dapat memberi santunan. Keputusannya diberikan dengan surat, dan keluarga dapat mengajukan keberatan."
        )
    if told.wants_account:
        return _account_wanted(told)
    said = {
        "reported": _("Laporan sudah diterima. Surat-suratnya belum lengkap."),
        "complete": _("Surat sudah lengkap. Petugas sedang menghitung."),
        "assessed": _("Sudah dihitung. Menunggu keputusan."),
        "approved": _("Disetujui. Uang sedang dikirim ke rekening Anda.")
        if told.own
        else _("Disetujui. Uang sedang dikirim ke rekening ahli waris."),
        "paid": _("Selesai. Uang sudah dikirim ke rekening Anda.")
        if told.own
        else _("Selesai. Uang sudah dikirim ke rekening ahli waris."),
        "refused": _("Ditolak. Alasannya ada di surat keputusan; keluarga dapat mengajukan keberatan di kantor desa."),
    }
    said["withdrawn"] = _(
        "Laporan ini ditarik karena keliru, jadi tidak ada santunan darinya. Bila menurut Anda laporannya benar, datanglah ke"
        " kantor desa dengan nomor klaim ini."
    )
    if told.state == "reported" and not told.missing:
        return _("Laporan sudah diterima. Surat-surat sedang diperiksa.")
    return said[told.state]


def _account_wanted(told: Followed) -> str:
    """Money that cannot leave: nobody is told that it is under way, but where to bring what it waits for."""
    if told.own:
        return _(
            "Disetujui, tetapi uang belum dapat dikirim: nomor rekening Anda belum ada, atau bank mengembalikannya. Bawa buku "
            "rekening Anda ke kantor desa."
        )
    return _(
        "Disetujui, tetapi uang belum dapat dikirim: nomor rekening ahli waris belum ada, atau bank mengembalikannya. Bawa "
        "buku rekening ahli waris ke kantor desa."
    )


@never_cache
@sensitive_post_parameters("number", "birth_on")
@public
def track(request: HttpRequest) -> HttpResponse:
    """The form, and by POST the state of one claim."""
    facts: Facts = {"given": {}}
    status = 200
    if request.method == "POST":
        told, status = _looked(request)
        facts = {"given": request.POST, **told}
    return render(request, "claims/track.html", facts, status=status)
