"""The answer of the log as a workbook: streamed in pieces, bounded, and itself noted in the log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

import xlsxwriter
from django.http import FileResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.access.queries import Entry, entries, numbers, people_in
from payung.units.cell import harmless
from payung.web.access.audit_asked import asked_in, holds_nik, mistakes, question
from payung.web.access.audit_fields import without_niks
from payung.web.access.audit_find import subject
from payung.web.access.audit_words import changed, deed, place_words, places_of, who
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark

# More is no reading for people, and would keep others waiting: narrow it down.
MOST_ROWS = 20_000
_AT_ONCE = 500
# What a cell of a workbook can hold.
_LONGEST_TEXT = 32_767
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _heads() -> tuple[str, ...]:
    return (
        _("Nomor catatan"), _("Waktu"), _("Pelaku"), _("Perbuatan"), _("Nomor baris"), _("Jumlah baris"), _("Kode wilayah"),
        _("Wilayah"), _("Dari alamat"), _("Alasan"), _("Yang berubah"),
    )  # fmt: skip


def _cells(entry: Entry, known: dict[str, str]) -> tuple[str, ...]:
    values = "; ".join(f"{each['field']}: {each['old']} → {each['new']}" for each in changed(entry, known))
    return (
        str(entry.id), f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}", who(entry, known), deed(entry), str(entry.row),
        str(entry.rows), entry.village, place_words(entry, known), entry.address, without_niks(entry.reason), values,
    )  # fmt: skip


def _lines(ids: list[int]) -> Iterator[tuple[str, ...]]:
    """A line an entry, read in pieces, so that no more than one of them is held."""
    for start in range(0, len(ids), _AT_ONCE):
        piece = entries(ids[start : start + _AT_ONCE])
        known = places_of(piece)
        yield from (_cells(each, known) for each in piece)


def _write(file: IO[bytes], title: str, mark: str, ids: list[int]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "comments": mark})
        bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        sheet = book.add_worksheet("Payung")
        sheet.set_footer("&C&8" + mark.replace("&", "&&")[:200])
        sheet.set_column(0, len(_heads()) - 1, 18)
        sheet.freeze_panes(3, 1)
        sheet.write_string(0, 0, harmless(title), bold)
        sheet.write_string(1, 0, harmless(mark))
        for column, head in enumerate(_heads()):
            sheet.write_string(2, column, head, bold)
        for line, row in enumerate(_lines(ids), start=3):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, harmless(cell)[:_LONGEST_TEXT], text)


@require_safe
@needs("audit")
@needs("export")
@fresh
def audit_export(request: SignedIn) -> HttpResponseBase:
    """The answer to the question of the address as a workbook, the newest entries first, at most twenty thousand.

    An address that asks nothing that can be answered leads to the page where one asks.
    """
    asked = asked_in(request.GET)
    put = None if holds_nik(request.GET) or mistakes(asked, request.acting.sees) else question(asked)
    if put is None:
        return HttpResponseRedirect(reverse("audit"))
    ids = numbers(put, limit=MOST_ROWS)
    # Nothing about somebody leaves where there is no entry; a note would say that it did.
    about = {int(put.of)} if ids and asked.is_of_a_person else set()
    mark = watermark(request, about | people_in(ids), entries=ids)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    _write(file, f"{_('Catatan audit')}: {subject(asked)}", mark, ids)
    file.seek(0)
    name = f"payung-catatan-audit-{asked.q}.xlsx"
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=_XLSX, headers={"Cache-Control": "no-store"}
    )
