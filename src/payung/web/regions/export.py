"""The table of a region, and the workers of a village, as workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from payung.insight.coverage import Coverage
from payung.insight.workers import Worker, workers
from payung.units.rupiah import percent_tenths
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import day as day_in_words
from payung.web.components.tags import kind_words, occupation_words, state_words

if TYPE_CHECKING:
    from payung.regions.models import Region

_AT_ONCE = 5_000


def region_workbook(region: Region, rows: list[Coverage], on: date, *, mark: str) -> HttpResponse:
    """The regions below a region with coverage and places on a day: one row a region."""
    heads = (
        _("Kode"), _("Nama"), _("Terlindungi"), _("Pekerja"), _("Cakupan (%)"),
        _("Tempat"), _("Terisi"), _("Sisa"), _("Menunggu"),
    )  # fmt: skip
    cells = (
        (r.code, r.name, r.covered, r.eligible, percent_tenths(r.covered, r.eligible) / 10,
         r.places, r.taken, r.left, r.waiting)
        for r in rows
    )  # fmt: skip
    title = f"{region}, {day_in_words(on)}"
    return download(f"payung-{region.code}-{on.isoformat()}", workbook(title, mark, heads, cells))


def all_workers(code: str, on: date) -> Iterator[Worker]:
    """Every worker of a village with the cover on a day, by name."""
    after, more = None, True
    while more:
        found, more = workers(code, on, after=after, limit=_AT_ONCE)
        yield from found
        after = found[-1].id if found else None


def village_workbook(village: Region, on: date, people: Iterable[Worker], *, mark: str) -> HttpResponse:
    """The workers of a village with their cover on a day, NIKs masked: one row a worker."""
    heads = (
        _("Nama"), _("NIK"), _("Pekerjaan"), _("Keadaan"), _("Pembayar"), _("Jenis"), _("Sampai"), _("Nomor kartu"),
    )  # fmt: skip
    cells = (
        (w.name, w.nik_masked, occupation_words(w.occupation), state_words(w.state), w.payer or "",
         kind_words(w.payer_kind) if w.payer_kind else "", w.until.isoformat() if w.until else "", w.card or "")
        for w in people
    )  # fmt: skip
    title = f"{village}, {day_in_words(on)}"
    return download(f"payung-{village.code}-{on.isoformat()}", workbook(title, mark, heads, cells))
