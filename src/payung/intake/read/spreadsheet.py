"""Reads xlsx, xls and ods with calamine: the cells with their types, never a formula evaluated."""

import datetime as dt
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine as calamine

from payung.intake.read.header import score
from payung.intake.read.sheet import Limits, Table
from payung.intake.read.unreadable import Unreadable

_VISIBLE = calamine.SheetVisibleEnum.Visible
_WORKSHEET = calamine.SheetTypeEnum.WorkSheet


def read_spreadsheet(path: Path, kind: str, limits: Limits) -> Table:
    """The sheet of a workbook that looks most like a list of workers, as a table."""
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())) as book:
            return _best(book, limits)
    except calamine.PasswordError:
        raise Unreadable("file_password_protected") from None
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError):
        raise Unreadable("file_damaged", kind=kind) from None


def _best(book: calamine.CalamineWorkbook, limits: Limits) -> Table:
    """Best headings first, then visible sheets, then the most rows."""
    metas = [meta for meta in book.sheets_metadata if meta.typ == _WORKSHEET]
    if not metas:
        raise Unreadable("header_not_found", rows_looked_at=0)
    found = []
    for meta in metas:
        sheet = book.get_sheet_by_name(meta.name)
        known = max((score(cells) for _, cells in _rows(sheet, limits.header_rows)), default=0)
        found.append(((known, meta.visible == _VISIBLE, sheet.height), meta.name))
    best = max(found, key=lambda item: item[0])
    others = tuple(name for (known, *_), name in found if known and name != best[1])
    facts: dict[str, Any] = {"sheet_name": best[1], "sheet_names": tuple(m.name for m in metas), "other_lists": others}
    return _table(book.get_sheet_by_name(best[1]), limits, facts)


def _table(sheet: calamine.CalamineSheet, limits: Limits, facts: dict[str, Any]) -> Table:
    at, kept, width = [], [], 0
    for sheet_row, cells in _rows(sheet):
        at.append(sheet_row)
        kept.append(cells)
        width = max(width, len(cells))
    if width > limits.columns:
        raise Unreadable("too_many_columns", columns=width, limit=limits.columns)
    columns = {f"c{c}": [row[c] if c < len(row) else "" for row in kept] for c in range(width)}
    frame = pl.DataFrame(
        {"sheet_row": at, **columns}, schema={"sheet_row": pl.Int64} | dict.fromkeys(columns, pl.String)
    )
    return Table(frame, sheet.end[0] + 1 if sheet.end else 0, facts)


def _rows(sheet: calamine.CalamineSheet, count: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """sheet_row and texts of each row that is not blank, from column A and without empty cells at the end."""
    if sheet.start is None:
        return
    left = sheet.start[1]  # iter_rows fills up the rows above the used area, but not the columns left of it
    for sheet_row, cells in enumerate(islice(sheet.iter_rows(), count), 1):
        if any(cell != "" for cell in cells):
            texts = [""] * left + [as_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield sheet_row, texts


def as_text(cell: object) -> str:
    """A cell as text: a number keeps ".0" or its decimals as the mark of having been one; a date is YYYY-MM-DD."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return str(float(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return "" if cell is None else str(cell)
