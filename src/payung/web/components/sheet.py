"""Tables as xlsx workbooks: texts stay texts, so that no cell can become a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payung.units.cell import harmless

Cell = str | int | float | None
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    title: str, mark: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, streamed: bool = False
) -> bytes:
    """A sheet with its title and its watermark above the heads and the rows; `streamed` keeps one row at a time in memory."""
    made = io.BytesIO()
    kept = {"constant_memory": True} if streamed else {"in_memory": True}
    with xlsxwriter.Workbook(made, {**kept, "strings_to_formulas": False, "strings_to_urls": False}) as book:
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
    """A workbook as a file of this name, which no browser keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=_XLSX, headers=headers)
