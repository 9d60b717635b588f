"""What was understood of a list before it lands: its columns, its first rows as they would land, and what is wrong, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from payung.intake.columns import Mapping
from payung.intake.models import Batch
from payung.intake.prepare import check_rows, mapping_of, read_sheet
from payung.intake.read import Sheet
from payung.intake.receive import folder_of
from payung.intake.report import codes_of_rows, tally
from payung.intake.shown import cell_shown
from payung.intake.world import villages
from payung.units.nik import masked

_FIRST_ROWS = 10
_EXAMPLES = 2
_ROWS_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list: its heading, two of its values (numbers masked), the field it was read as, and any doubt."""

    at: int
    heading: str
    examples: list[str]
    field: str | None
    doubtful: bool
    also: str | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it would land, NIK masked, with the codes that speak against it."""

    sheet_row: int
    nik_masked: str
    name: str | None
    birth_on: date | None
    sex: str | None
    village: str | None
    occupation: str | None
    problems: list[str]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The rows of a checked list in numbers of rows, its problems and warnings by code, and its first rows."""

    rows: int
    fit: int
    problems: dict[str, int]
    warnings: dict[str, int]
    first_rows: list[PreviewRow]

    @property
    def unfit(self) -> int:
        return self.rows - self.fit


def sheet_of(batch: Batch) -> Sheet | None:
    """The sheet of a batch if it has been read already, or None; never reads the sent file itself."""
    return read_sheet(batch, at_most=_ROWS_LOOKED_AT) if folder_of(batch).sheet.exists() else None


def rows_read(batch: Batch) -> int:
    """How many workers' rows the sheet of a batch has."""
    return int(pl.scan_parquet(folder_of(batch).rows).select(pl.len()).collect().item())


def columns(batch: Batch, sheet: Sheet, mapping: Mapping | None = None) -> list[Column]:
    """Every column with a heading or a value, in the order of the sheet."""
    chosen = mapping or mapping_of(batch, sheet)
    also = dict(chosen.duplicates)
    shown = [
        Column(at, heading, _examples(sheet, at), chosen.by_column[at], at in chosen.doubtful, also.get(at))
        for at, heading in enumerate(sheet.headings)
    ]
    return [column for column in shown if column.heading or column.examples]


def _examples(sheet: Sheet, at: int) -> list[str]:
    values = sheet.rows.get_column(f"c{at}").drop_nulls().unique(maintain_order=True)
    return [cell_shown(value) for value in values.head(_EXAMPLES)]


def preview(batch: Batch) -> Preview:
    """What a checked list would give. Raises Unreadable or Refused for one that cannot be read."""
    first = check_rows(batch).head(_FIRST_ROWS)
    codes = codes_of_rows(batch)
    fit = int(codes.select((pl.col("problems").list.len() == 0).sum()).item())
    named = _names(first.get_column("village"))
    rows = [_row(row, named) for row in first.iter_rows(named=True)]
    return Preview(codes.height, fit, tally(codes, "problems"), tally(codes, "warnings"), rows)


def _names(codes: pl.Series) -> dict[str, str]:
    here = villages().filter(pl.col("code").is_in(codes.drop_nulls().unique().implode()))
    return dict(here.select("code", "name").iter_rows())


def _row(row: dict[str, Any], named: dict[str, str]) -> PreviewRow:
    return PreviewRow(
        row["sheet_row"], masked(row["nik"]) if row["nik"] else "", row["name"], row["birth_on"], row["sex"],
        named.get(row["village"], row["village"]), row["occupation"], row["problems"], row["warnings"],
    )  # fmt: skip
