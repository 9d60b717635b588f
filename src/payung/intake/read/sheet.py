"""What reading gives (a Sheet) and how much may be read (Limits)."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much one file may hold; beyond it the file is refused before it can exhaust the machine."""

    table_bytes: int = 2048 * MEGABYTE  # csv and parquet
    workbook_bytes: int = 128 * MEGABYTE  # xlsx, xls and ods as sent
    unpacked_bytes: int = 1536 * MEGABYTE  # all members of a workbook together
    unpacked_member_bytes: int = 1024 * MEGABYTE
    unpacked_ratio: int = 200  # unpacked to packed; real sheets stay below 60
    ratio_counts_from_bytes: int = 16 * MEGABYTE
    cells: int = 40_000_000  # rows times columns of the used area of one sheet
    columns: int = 200
    rows: int = 5_000_000
    header_rows: int = 50  # rows in which the headings are looked for


@dataclass(frozen=True)
class Sheet:
    """The rows of a list as written, one row per worker.

    `rows`: sheet_row (Int64, row as seen in Excel, from 1), then c0, c1, ... as text, one per heading, null if empty.
    `ignored`: count of rows that are no worker's, by title, blank, total, signature, repeated_header.
    header_row + its ignored rows + rows are all rows of the sheet. Numbers keep a ".0" as the mark of having been one.
    """

    headings: tuple[str, ...]
    header_row: int
    rows: pl.DataFrame
    ignored: dict[str, int]
    kind: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet_name: str | None = None
    sheet_names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()  # what stands above the headings, one text a row: often the village
    other_lists: tuple[str, ...] = ()  # sheets not taken that have headings too: the clerk is told


@dataclass(frozen=True)
class Table:
    """All rows of one sheet before any is understood.

    `cells`: sheet_row (Int64) and text columns c0, c1, ...; wholly blank rows may be left out of `cells` but are
    counted in `physical_rows`.
    """

    cells: pl.DataFrame
    physical_rows: int
    facts: dict[str, Any] = field(default_factory=dict)  # Sheet's own keywords: encoding, delimiter, names

    @property
    def columns(self) -> list[str]:
        return [name for name in self.cells.columns if name != "sheet_row"]
