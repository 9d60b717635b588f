"""Where the columns stand in a file that comes back: found by their headings, or a refusal that names what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from payung.exchange.mapping import bare
from payung.intake.read import Table
from payung.units.refusal import Refused

# As far down as headings may stand: a bank puts account, period and balances above them.
_ROWS_LOOKED_AT = 50
_NUMBERS = re.compile(r"[0-9]{5,}")


@dataclass(frozen=True, slots=True)
class Found:
    """The row of the headings, and the column (c0, c1, ...) of each field that the file has."""

    row: int
    columns: Mapping[str, str]

    def has(self, *fields: str) -> bool:
        """Whether the file has all these fields."""
        return all(field in self.columns for field in fields)


def no_larger(path: Path, limit_bytes: int) -> None:
    """Raises Refused("upload_too_large") for a file that is larger than what may come."""
    if path.stat().st_size > limit_bytes:
        raise Refused("upload_too_large", limit=limit_bytes // 1_000_000)


def find_columns(table: Table, wanted: Mapping[str, Sequence[str]], required: Sequence[str]) -> Found:
    """The columns of a table by the spellings of each field; the first spelling that the file has counts.

    Raises Refused("columns_changed") naming the headings
    that are missing and those there are, Refused("columns_twice") for a heading that stands there twice.
    """
    rows = [(row[0], [bare(cell or "") for cell in row[1:]]) for row in _first(table)]
    spelled = {field: {bare(each) for each in spellings} for field, spellings in wanted.items() if spellings}
    best = max(rows, key=lambda row: _known(row[1], spelled), default=(0, [""]))
    missing = [field for field in required if not spelled[field] & set(best[1])]
    if missing:
        raise _changed(table, best[0], [wanted[field] for field in missing])
    return Found(best[0], dict(_columns(best[1], wanted)))


def _first(table: Table) -> list[tuple[Any, ...]]:
    return table.cells.filter(pl.col("sheet_row") <= _ROWS_LOOKED_AT).rows()


def _known(cells: Sequence[str], spelled: Mapping[str, set[str]]) -> int:
    return sum(bool(spellings & set(cells)) for spellings in spelled.values())


def _columns(cells: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for field, spellings in wanted.items():
        heading = next((bare(each) for each in spellings if bare(each) in cells and bare(each) not in taken), None)
        if heading is None:
            continue
        if cells.count(heading) > 1:
            raise Refused("columns_twice", heading=next(each for each in spellings if bare(each) == heading))
        taken.add(heading)
        yield field, f"c{cells.index(heading)}"


def _changed(table: Table, row: int, missing: Sequence[Sequence[str]]) -> Refused:
    """What is missing, each with its first spellings; what stands there, without anything that may be a number of somebody."""
    said = "; ".join(" / ".join(spellings[:3]) for spellings in missing)
    cells = table.cells.filter(pl.col("sheet_row") == row).drop("sheet_row").rows()
    found = [_NUMBERS.sub("...", cell)[:40] for cell in (cells[0] if cells else ()) if cell]
    return Refused("columns_changed", missing=said, found=", ".join(found[:30]) or "-", row=row)
