"""The reconciliation of a line and month as a workbook: workers with masked NIKs, or, without eyes for people, villages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from payung.insight.reconciliation import CLASSES, VillageIn, WorkerIn, villages_in, workers_in
from payung.units.month import Month
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.components.sheet import Cell, download, workbook
from payung.web.components.tags import month as month_words
from payung.web.funding.reconciliation_seen import month_of, seen_line
from payung.web.funding.reconciliation_words import class_words
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

_AT_ONCE = 1_000_000


def _people(line: FundingLine, month: Month) -> Iterator[tuple[str, WorkerIn]]:
    for name in CLASSES:
        found, _more = workers_in(line, month.first_day, name, limit=_AT_ONCE)
        yield from ((name, each) for each in found)


def _villages(line: FundingLine, month: Month) -> Iterator[tuple[str, VillageIn]]:
    for name in CLASSES:
        found, _more = villages_in(line, month.first_day, name, limit=_AT_ONCE)
        yield from ((name, each) for each in found)


def _of_people(
    request: SignedIn, line: FundingLine, month: Month
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], str]:
    found = list(_people(line, month))
    heads = (_("Kelas"), _("Nama"), _("NIK"), _("Desa"), _("Iuran (Rp)"), _("Alasan BPJS"), _("Langkah berikutnya"))
    cells: list[tuple[Cell, ...]] = [
        (class_words(name).title, each.name, each.nik_masked, each.village_name or each.village, each.amount_idr,
         each.refused_why or "", class_words(name).step)
        for name, each in found
    ]  # fmt: skip
    return heads, cells, watermark(request, [each.id for _name, each in found])


def _of_villages(
    request: SignedIn, line: FundingLine, month: Month
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], str]:
    heads = (_("Kelas"), _("Kode"), _("Desa"), _("Kecamatan"), _("Pekerja"), _("Iuran (Rp)"), _("Langkah berikutnya"))
    cells: list[tuple[Cell, ...]] = [
        (class_words(name).title, each.code, each.name or "", each.district or "", each.workers, int(each.amount_idr),
         class_words(name).step)
        for name, each in _villages(line, month)
    ]  # fmt: skip
    return heads, cells, watermark(request)


@needs("export")
@fresh
def reconciliation_export(request: SignedIn, code: str) -> HttpResponse:
    """Every worker-month of a line and month with its class, or the same by village for whoever sees numbers alone."""
    line = seen_line(request.acting, code)
    month = month_of(line, request.GET.get("month", ""), Month.of(day_of_judgement()))
    heads, cells, mark = (_of_people if request.acting.may("see") else _of_villages)(request, line, month)
    title = f"{line.name}, {month_words(month.first_day)}"
    return download(f"payung-rekonsiliasi-{line.code}-{month}", workbook(title, mark, heads, cells))
