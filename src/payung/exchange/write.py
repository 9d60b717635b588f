"""The files that go to BPJS: participants and payments, as xlsx or csv under the headings of the mapping."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

import xlsxwriter

from payung.exchange.mapping import Column, Outgoing
from payung.units.cell import harmless
from payung.units.month import Month

Value = str | int | date | Month | None
Row = Mapping[str, Value]
Kind = Literal["xlsx", "csv"]


def _cell(column: Column, row: Row) -> str | int:
    """What stands in a column: texts stay texts, days dd-mm-yyyy, months mm-yyyy, rupiah and counts whole numbers."""
    value = row.get(column.value) if column.value else column.constant
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Month):
        return f"{value.number:02d}-{value.year:04d}"
    return "" if value is None else value


def _rows(file: Outgoing, rows: Iterable[Row]) -> Iterator[list[str | int]]:
    yield [column.heading for column in file.columns]
    for row in rows:
        yield [_cell(column, row) for column in file.columns]


def write_rows(file: Outgoing, rows: Iterable[Row], kind: Kind, *, mark: str = "") -> bytes:
    """One row a worker below the headings of a file that goes out; values by the names of mapping.VALUES.

    NIK and KPJ are text cells, so that no program takes digits from them; nothing can become a formula. `mark` says in the
    properties of an xlsx who took it: the sheet itself stays as BPJS wants it.
    """
    return _xlsx(_rows(file, rows), mark) if kind == "xlsx" else _csv(_rows(file, rows))


def _xlsx(rows: Iterable[list[str | int]], mark: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"comments": mark})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Data")
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                else:
                    sheet.write_string(line, column, harmless(cell), text)
        sheet.freeze_panes(1, 0)
    return made.getvalue()


def _csv(rows: Iterable[list[str | int]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    for cells in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    # The mark of UTF-8 in front: without it Excel takes the file for Windows-1252.
    return made.getvalue().encode("utf-8-sig")
