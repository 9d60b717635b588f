"""Tables as xlsx workbooks: texts stay texts, so that no cell can become a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payung.insight.coverage import Coverage
from payung.insight.workers import Worker, workers
from payung.units.cell import harmless
from payung.units.rupiah import percent_tenths
from payung.web.components.tags import day as day_in_words
from payung.web.components.tags import kind_words, occupation_words, state_words

if TYPE_CHECKING:
    from payung.regions.models import Region

Cell = str | int | float | None
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AT_ONCE = 5_000


def workbook(title: str, mark: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A sheet: title, the line about whoever took it, headings, and the rows; numbers stay numbers, texts stay texts."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "comments": mark})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Payung")
        sheet.set_footer("&C&8" + mark.replace("&", "&&")[:200])
        sheet.write_string(0, 0, harmless(title), bold)
        sheet.write_string(1, 0, harmless(mark))
        text = book.add_format({"quote_prefix": True})
        for column, head in enumerate(heads):
            sheet.write_string(2, column, head, bold)
        for line, row in enumerate(rows, start=3):
            for column, cell in enumerate(row):
                _write(sheet, line, column, cell, text)
        sheet.set_column(0, len(heads) - 1, 18)
        sheet.freeze_panes(3, 1)
    return made.getvalue()


def _write(sheet: Worksheet, line: int, column: int, cell: Cell, text: Format) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, column, harmless(cell), text)
    else:
        sheet.write(line, column, cell)


def download(name: str, content: bytes) -> HttpResponse:
    """A workbook as a download; the name is made of codes and days alone."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=_XLSX, headers=headers)


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
