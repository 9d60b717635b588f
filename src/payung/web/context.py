"""What every page knows: demo or not, who is signed in and as what, and where one can go from here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.access.queries import NOBODY, may

# Word, name of the page, permissions any of which make it worth going there: in the order in which they stand.
_PLACES = (
    (gettext_noop("Wilayah"), "home", "see-numbers"),
    (gettext_noop("Dana"), "funding", "see-numbers"),
    (gettext_noop("Tagihan"), "invoice-run", "pay"),
    (gettext_noop("Pekerja"), "people", "see"),
    (gettext_noop("Permintaan data"), "requests", "answer-people"),
    (gettext_noop("Kirim daftar"), "intake-upload", "propose"),
    (gettext_noop("Daftar terkirim"), "intake-list", "see"),
    (gettext_noop("Daftarkan pekerja"), "membership-enrol", "propose"),
    (gettext_noop("Alihkan tempat"), "release-places", "release-places"),
    (gettext_noop("Rekonsiliasi"), "reconciliation-lines", "take-answers|pay|audit"),
    (gettext_noop("Rekening koran"), "bank-statements", "pay"),
    (gettext_noop("Perpanjangan"), "renewals", "renew"),
    (gettext_noop("Segera berakhir"), "falling-out", "see-numbers"),
    (gettext_noop("Klaim"), "claims", "report-claims|handle-claims|approve-claims|pay-claims"),
    (gettext_noop("Lapor kejadian"), "claim-report", "report-claims"),
    (gettext_noop("Pengaduan"), "complaints", "complain|answer-complaints"),
    (gettext_noop("Pengguna dan peran"), "roles", "ask-roles"),
    (gettext_noop("Pelanggaran data"), "breaches", "manage-breach"),
    (gettext_noop("Catatan audit"), "audit", "audit"),
)


def _addresses(request: HttpRequest) -> list[tuple[str, str]]:
    """Word and address of the places that this user may go to."""
    acting = getattr(request, "acting", None)
    return [
        (word, reverse(name))
        for word, name, permission in _PLACES
        if any(may(acting, one) for one in permission.split("|"))
    ]


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The places to go to; the one with the longest address that this page begins with is where one is."""
    places = _addresses(request)
    path = "/" if request.path.startswith("/regions/") else request.path
    under = [address for _word, address in places if path.startswith(address) and (address != "/" or path == "/")]
    here = max(under, key=len, default=None)
    return [{"word": _(word), "url": address, "here": address == here} for word, address in places]


def page(request: HttpRequest) -> dict[str, Any]:
    """`demo`, `acting` and `navigation` for the frame of every page. No query of its own."""
    acting = getattr(request, "acting", NOBODY)
    goes = acting.role and not getattr(request, "held_back", False)
    return {"demo": settings.DEMO, "acting": acting, "navigation": _navigation(request) if goes else []}
