"""The clerk's own workbook with its look kept, findings coloured and explained, formulas turned to values."""

from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from payung.intake.columns import Mapping
from payung.intake.headings import GIVEN_BACK_HEADING, note_column
from payung.intake.look import COLOURS, FORMULA_STARTS, LONGEST_TEXT
from payung.intake.read import Sheet
from payung.intake.stamp import PLACE
from payung.units.cell import harmless

_FILLS = {severity: PatternFill("solid", fgColor="FF" + colour[1:]) for severity, colour in COLOURS.items()}
_OUR_COLOURS = {fill.fgColor.rgb for fill in _FILLS.values()}
_NO_FILL = PatternFill(fill_type=None)


def write_into_copy(
    source: Path, sheet: Sheet, mapping: Mapping, notes: dict[int, str], cells: dict[tuple[int, int], str], out: Path
) -> None:
    """Writes a copy of an xlsx: colours on the cells, the notes in their column, no formula anywhere."""
    book = _open(source)
    _defuse(book, source)
    page = book[sheet.sheet_name]
    _clear_earlier_marks(page, sheet)
    _keep_niks_as_text(page, sheet, mapping)
    for (row, column), severity in cells.items():
        _colour(page.cell(row, column + 1), severity)
    _write_notes(page, sheet, notes)
    _leave_a_place(book)
    book.save(out)


def _leave_a_place(book: Workbook) -> None:
    """Where each download says who took it: the footer of every sheet, and the properties of the file."""
    book.properties.description = PLACE
    for page in book.worksheets:
        page.oddFooter.center.text, page.oddFooter.center.size = PLACE, 8


def _cached(values: Workbook, cell: Any) -> Any:
    """What the formula of a cell gave when it was last computed."""
    return values[cell.parent.title].cell(cell.row, cell.column).value


def _open(source: Path, *, data_only: bool = False) -> Workbook:
    """The workbook, whatever its file is called: a kept list has no ending, and openpyxl goes by that for a path."""
    with source.open("rb") as file:
        return openpyxl.load_workbook(file, data_only=data_only, keep_links=False)


def _defuse(book: Workbook, source: Path) -> None:
    """No formula, no name and no rule that could compute anything is left in any sheet."""
    # Only the cells that are there: iter_rows would first make all the cells up to a stray one in the last corner.
    formulas = [cell for page in book.worksheets for cell in page._cells.values() if _dangerous(cell)]
    values = _open(source, data_only=True) if formulas else None
    for cell in formulas:
        cached = _cached(values, cell) if values and cell.data_type == "f" else cell.value
        _set_plain(cell, cached)
    book.defined_names.clear()
    for page in book.worksheets:
        page.defined_names.clear()
        page.conditional_formatting = ConditionalFormattingList()
        page.data_validations.dataValidation = [
            rule for rule in page.data_validations.dataValidation if str(rule.formula1 or "").startswith('"')
        ]
        for column in (column for table in page.tables.values() for column in table.tableColumns):
            column.calculatedColumnFormula = column.totalsRowFormula = None


def _dangerous(cell: Cell | MergedCell) -> bool:
    value = cell.value
    return cell.data_type == "f" or (
        isinstance(value, str) and (harmless(value) != value or value.startswith(FORMULA_STARTS))
    )


def _set_plain(cell: Cell, value: object) -> None:
    """A number or a date stays what it is; a text is written as a text even if it looks like a formula."""
    if isinstance(value, str):
        cell.value = harmless(value)[:LONGEST_TEXT]
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value


def _clear_earlier_marks(page: Worksheet, sheet: Sheet) -> None:
    """Takes away what an earlier report coloured, so that only what is still wrong is shown."""
    for row in page.iter_rows(sheet.header_row + 1, sheet.rows.get_column("sheet_row").max(), 1, len(sheet.headings)):
        for cell in row:
            if cell.has_style and cell.fill.fgColor.rgb in _OUR_COLOURS:
                cell.fill = _NO_FILL
    column = note_column(sheet.headings)
    if column < len(sheet.headings):
        for sheet_row in sheet.rows.get_column("sheet_row"):
            if not isinstance(cell := page.cell(sheet_row, column + 1), MergedCell):
                cell.value = None


def _keep_niks_as_text(page: Worksheet, sheet: Sheet, mapping: Mapping) -> None:
    """NIK cells become text cells, so that the spreadsheet does not round what the clerk types into them."""
    column = mapping.column_of("nik")
    if column is None:
        return
    for sheet_row, nik in sheet.rows.select("sheet_row", f"c{column}").iter_rows():
        cell = page.cell(sheet_row, column + 1)
        if isinstance(cell, MergedCell):
            continue
        if nik is not None:
            _set_plain(cell, nik)
        cell.number_format = "@"


def _colour(cell: Cell | MergedCell, severity: str) -> None:
    if not isinstance(cell, MergedCell):
        cell.fill = _FILLS[severity]


def _write_notes(page: Worksheet, sheet: Sheet, notes: dict[int, str]) -> None:
    column = note_column(sheet.headings) + 1
    heading = page.cell(sheet.header_row, column)
    if not isinstance(heading, MergedCell):
        _wear_the_look_of(page.cell(sheet.header_row, 1), heading)
        heading.value = GIVEN_BACK_HEADING
    page.column_dimensions[get_column_letter(column)].width = 60
    for sheet_row, note in notes.items():
        cell = page.cell(sheet_row, column)
        if not isinstance(cell, MergedCell):
            _set_plain(cell, note)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _wear_the_look_of(model: Cell | MergedCell, cell: Cell) -> None:
    cell.font, cell.fill, cell.border = copy(model.font), copy(model.fill), copy(model.border)
