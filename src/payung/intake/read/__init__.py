"""The first end of the one door: a file as it was sent becomes a Sheet of rows, or says clearly why it cannot."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from payung.intake.read.columnar import read_columnar
from payung.intake.read.delimited import read_delimited
from payung.intake.read.header import Header, find_header
from payung.intake.read.kind import kind_of
from payung.intake.read.sheet import MEGABYTE, Limits, Sheet, Table
from payung.intake.read.sift import sift
from payung.intake.read.spreadsheet import read_spreadsheet
from payung.intake.read.tidy import tidy
from payung.intake.read.unpack import check_ole, check_zip
from payung.intake.read.unreadable import UNREADABLE_MESSAGES, Unreadable

DEFAULT_LIMITS = Limits()

__all__ = ["UNREADABLE_MESSAGES", "Limits", "Sheet", "Table", "Unreadable", "read", "read_table"]


def read(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """The workers' rows of an xlsx, xls, ods, csv or parquet file, as text, with their row numbers.

    The kind is found from the content. Raises Unreadable with a code and facts; never evaluates anything in the file.
    """
    kind, table = read_table(path, limits=limits)
    header = _header(table, limits)
    table, header = _trim(table, header)
    titles = _titles(table, header)
    rows, ignored = sift(table, header)
    if rows.is_empty():
        raise Unreadable("no_rows", header_row=header.row)
    return Sheet(header.headings, header.row, rows, ignored, kind, titles=titles, **table.facts)


def read_table(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> tuple[str, Table]:
    """The kind of a file and all rows of its likeliest sheet, tidied and not yet understood. Raises Unreadable."""
    kind, table = _table(Path(path), limits)
    return kind, replace(table, cells=tidy(table.cells))


def _table(path: Path, limits: Limits) -> tuple[str, Table]:
    content = kind_of(path)
    if content in ("zip", "ole"):
        _check_size(path, limits.workbook_bytes)
        kind = check_zip(path, limits) if content == "zip" else check_ole(path)
        return kind, read_spreadsheet(path, kind, limits)
    _check_size(path, limits.table_bytes)
    if content == "parquet":
        return "parquet", read_columnar(path, limits)
    return "csv", read_delimited(path, limits)


def _titles(table: Table, header: Header) -> tuple[str, ...]:
    """The texts above the headings, one a row that says something."""
    above = table.cells.filter(pl.col("sheet_row") < header.row).drop("sheet_row").rows()
    said = (" ".join(cell for cell in row if cell) for row in above)
    return tuple(line for line in said if line)


def _check_size(path: Path, limit: int) -> None:
    size = path.stat().st_size
    if size > limit:
        raise Unreadable("file_too_large", megabytes=-(-size // MEGABYTE), limit=limit // MEGABYTE)


def _header(table: Table, limits: Limits) -> Header:
    first = table.cells.filter(pl.col("sheet_row") <= limits.header_rows).rows()
    header = find_header([(row[0], row[1:]) for row in first])
    if header is None:
        raise Unreadable("header_not_found", rows_looked_at=min(limits.header_rows, table.physical_rows))
    return header


def _trim(table: Table, header: Header) -> tuple[Table, Header]:
    """Without the columns at the right that have neither heading nor content."""
    width = max((at for at, heading in enumerate(header.headings, 1) if heading), default=0)
    beyond = table.columns[width:]
    filled = table.cells.select(pl.col(c).is_not_null().any() for c in beyond).row(0) if beyond else ()
    width = max([width, *(at for at, is_filled in enumerate(filled, width + 1) if is_filled)])
    cells = table.cells.select("sheet_row", *table.columns[:width])
    return replace(table, cells=cells), replace(header, headings=header.headings[:width])
