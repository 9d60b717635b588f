"""A plain new workbook of a list with its findings, for files that are no xlsx or too large to be kept as they are."""

from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from payung.intake.headings import GIVEN_BACK_HEADING, note_column
from payung.intake.look import COLOURS, HEADING_COLOUR, LONGEST_TEXT
from payung.intake.read import Sheet
from payung.intake.stamp import PLACE
from payung.units.cell import harmless

_ALL_ROWS_UP_TO = 200_000
_EXCEL_ROWS = 1_048_575  # below the heading


def write_fresh(sheet: Sheet, notes: dict[int, str], cells: dict[tuple[int, int], str], out: Path) -> None:
    """Writes the headings, the rows as text and the notes; every cell is text, so nothing in it is ever evaluated."""
    rows = sheet.rows
    if rows.height > _ALL_ROWS_UP_TO:
        rows = rows.filter(pl.col("sheet_row").is_in(list(notes)))
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(out), options) as book:
        book.set_properties({"comments": PLACE})
        page = book.add_worksheet("Daftar")
        page.set_footer(f"&C&8{PLACE}")
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        marked = {
            severity: book.add_format({"num_format": "@", "quote_prefix": True, "bg_color": colour})
            for severity, colour in COLOURS.items()
        }
        heading = book.add_format({"bold": True, "bg_color": HEADING_COLOUR, "num_format": "@"})
        _write_headings(page, sheet, heading)
        column = note_column(sheet.headings)
        for at, (sheet_row, *values) in enumerate(rows.head(_EXCEL_ROWS).iter_rows(), 1):
            values = _with_note(values, column, notes.get(sheet_row))
            _write_row(page, at, values, [marked.get(cells.get((sheet_row, c), ""), text) for c in range(len(values))])


def _write_headings(page: Worksheet, sheet: Sheet, heading: object) -> None:
    column = note_column(sheet.headings)
    page.freeze_panes(1, 0)
    page.set_column(0, column, 18)
    page.set_column(column, column, 60)
    for at, title in enumerate(_with_note(list(sheet.headings), column, GIVEN_BACK_HEADING)):
        page.write_string(0, at, harmless(title or ""), heading)


def _write_row(page: Worksheet, at: int, values: list[str | None], formats: list[Any]) -> None:
    for column, (value, cell_format) in enumerate(zip(values, formats, strict=True)):
        if value:
            page.write_string(at, column, harmless(value)[:LONGEST_TEXT], cell_format)
        else:
            page.write_blank(at, column, None, cell_format)


def _with_note(values: list[str | None], column: int, note: str | None) -> list[str | None]:
    return [*values[:column], note, *values[column + 1 :]]
