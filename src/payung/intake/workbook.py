"""The list back to the clerk: problem cells coloured and explained, ready to be mended and sent again."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payung.intake.columns import Mapping
from payung.intake.fresh import write_fresh
from payung.intake.headings import GIVEN_BACK_HEADING
from payung.intake.mended import write_into_copy
from payung.intake.read import Sheet

_ROWS_IN_OWN_WORKBOOK = 50_000
# openpyxl needs about 50 times this in memory, and some seconds for every 10 MB.
_UNPACKED_BYTES_IN_OWN_WORKBOOK = 64 * 1024 * 1024
# Where a list gives a field under another heading, the finding is shown there.
_SHOWN_UNDER = {"birth_on": "birth_place_and_on", "birth_place": "birth_place_and_on", "village_code": "village_name"}


@dataclass(frozen=True)
class Marks:
    """What to show: by sheet_row the explanation, and by (sheet_row, column) the worst severity of the cell."""

    notes: dict[int, str]
    cells: dict[tuple[int, int], str]


def give_back(
    source: Path,
    sheet: Sheet,
    mapping: Mapping,
    findings: pl.DataFrame,
    texts: Callable[[str], str],
    out: Path,
) -> Path:
    """Writes the list as xlsx with its findings and gives `out`; no formula ever goes out.

    `findings`: sheet_row, code, field (may be null), severity ('problem' or 'warning'); `texts` gives the Indonesian
    sentence of a code. An xlsx of at most 50,000 rows keeps its own look, anything else becomes a plain workbook;
    of more than 200,000 rows only those with findings are given back.
    """
    marks = _marks(findings, mapping, texts)
    if not (_keeps_its_look(source, sheet) and _kept(source, sheet, mapping, marks, out)):
        write_fresh(sheet, marks.notes, marks.cells, out)
    return out


def _kept(source: Path, sheet: Sheet, mapping: Mapping, marks: Marks, out: Path) -> bool:
    """Whether the copy could be written; openpyxl refuses some workbooks that Excel and calamine open."""
    try:
        write_into_copy(source, sheet, mapping, marks.notes, marks.cells, out)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, SyntaxError):
        return False
    return True


def _keeps_its_look(source: Path, sheet: Sheet) -> bool:
    if sheet.kind != "xlsx" or sheet.rows.height > _ROWS_IN_OWN_WORKBOOK:
        return False
    with zipfile.ZipFile(source) as archive:
        return sum(member.file_size for member in archive.infolist()) <= _UNPACKED_BYTES_IN_OWN_WORKBOOK


def _marks(findings: pl.DataFrame, mapping: Mapping, texts: Callable[[str], str]) -> Marks:
    """Problems stand before warnings; a code is explained once a row."""
    sentences: dict[int, dict[str, None]] = {}
    cells: dict[tuple[int, int], str] = {}
    ordered = findings.sort("sheet_row", "severity", maintain_order=True)
    for row, code, field, severity in ordered.select("sheet_row", "code", "field", "severity").iter_rows():
        sentences.setdefault(row, {})[texts(code)] = None
        column = column_shown(field, mapping)
        if column is not None:
            cells.setdefault((row, column), severity)
    return Marks({row: "; ".join(found) for row, found in sentences.items()}, cells)


def column_shown(field: str | None, mapping: Mapping) -> int | None:
    """The column under which a finding about a field is shown, or None when the list has no such column."""
    if field is None:
        return None
    column = mapping.column_of(field)
    return column if column is not None or field not in _SHOWN_UNDER else mapping.column_of(_SHOWN_UNDER[field])


__all__ = ["GIVEN_BACK_HEADING", "give_back"]
