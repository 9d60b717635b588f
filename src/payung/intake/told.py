"""The report row by row: which row of the sheet, which cell, what is wrong with it and what to do. Read a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.intake.columns import Mapping
from payung.intake.models import Batch, BatchProblem
from payung.intake.prepare import mapping_of, read_sheet
from payung.intake.receive import folder_of
from payung.intake.report import explain, findings
from payung.intake.shown import cell_shown
from payung.intake.workbook import column_shown


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one row: its code, the field it is about, its severity, the heading and the value of its cell, and the
    sentence; `payer_kind` where another payer is the reason."""

    code: str
    field: str | None
    severity: str
    heading: str
    value: str
    sentence: str
    payer_kind: str | None


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One refused or warned row of the list, under the number that the spreadsheet shows."""

    sheet_row: int
    name: str
    findings: list[Finding]

    @property
    def refused(self) -> bool:
        return any(found.severity == "problem" for found in self.findings)


def told_page(batch: Batch, *, after: int = 0, at_most: int = 100, language: str = "id") -> tuple[list[ToldRow], bool]:
    """The refused or warned rows after a row number, at most so many, and whether there are more."""
    found = findings(batch).filter(pl.col("sheet_row") > after)
    if found.is_empty():
        return [], False
    numbers = found.get_column("sheet_row").unique(maintain_order=True)
    page = found.filter(pl.col("sheet_row").is_in(numbers.head(at_most).implode()))
    sheet = read_sheet(batch, at_most=1)
    mapping = mapping_of(batch, sheet)
    cells = _cells(batch, numbers.head(at_most))
    kinds = _payer_kinds(batch)
    rows = []
    for (sheet_row,), group in page.group_by("sheet_row", maintain_order=True):
        told = [
            _finding(batch, found, cells[sheet_row], mapping, sheet.headings, kinds.get(sheet_row), language)
            for found in group.iter_rows(named=True)
        ]
        rows.append(ToldRow(sheet_row, _name(cells[sheet_row], mapping), told))
    return rows, numbers.len() > at_most


def _cells(batch: Batch, numbers: pl.Series) -> dict[int, tuple[str | None, ...]]:
    rows = pl.scan_parquet(folder_of(batch).rows).filter(pl.col("sheet_row").is_in(numbers.implode())).collect()
    return {row[0]: row[1:] for row in rows.iter_rows()}


def _payer_kinds(batch: Batch) -> dict[int, str | None]:
    known = BatchProblem.objects.filter(batch=batch, code="already_covered").values_list("sheet_row", "payer_kind")
    return dict(known)


def _name(cells: tuple[str | None, ...], mapping: Mapping) -> str:
    at = mapping.column_of("name")
    return "" if at is None else cell_shown(cells[at])


def _finding(
    batch: Batch, found: dict[str, Any], cells: tuple[str | None, ...], mapping: Mapping, headings: tuple[str, ...],
    payer_kind: str | None, language: str,
) -> Finding:  # fmt: skip
    at = column_shown(found["field"], mapping)
    heading, value = ("", "") if at is None else (headings[at], cell_shown(cells[at]))
    kind = payer_kind if found["code"] == "already_covered" else None
    sentence = explain(batch, found["code"], language)
    return Finding(found["code"], found["field"], found["severity"], heading, value, sentence, kind)
