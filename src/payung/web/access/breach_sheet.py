"""The people of a breach as a workbook, and a PDF as a download; nothing in either computes or links."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse

from payung.units.cell import harmless

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


def workbook(
    name: str, title: str, mark: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]]
) -> HttpResponse:
    """A workbook as a download: title, the line about whoever took it, headings, a row each; text stays text."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "comments": mark})
        bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        sheet = book.add_worksheet("Payung")
        sheet.set_footer("&C&8" + mark.replace("&", "&&")[:200])
        sheet.write_string(0, 0, harmless(title), bold)
        sheet.write_string(1, 0, harmless(mark))
        for line, row in enumerate([heads, *rows], start=2):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, harmless(str(cell)), bold if line == 2 else text)
        sheet.set_column(0, len(heads) - 1, 18)
        sheet.freeze_panes(3, 1)
    return _download(made.getvalue(), _XLSX, name)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF as a download; the name is made of numbers and codes alone."""
    return _download(content, "application/pdf", name)
