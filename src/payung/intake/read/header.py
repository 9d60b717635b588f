"""Where the headings of a list stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.intake.columns import field_of

Row = tuple[int, Sequence[str | None]]  # sheet_row and its cells


@dataclass(frozen=True)
class Header:
    """Headings as written (one per column, "" where none), the rows they stand in, and how well they are known."""

    headings: tuple[str, ...]
    row: int
    last_row: int
    score: int


def find_header(rows: Sequence[Row]) -> Header | None:
    """The best-scored row with headings among the first rows of a sheet; None when no row looks like one.

    A second row of headings right below it (RT and RW under Alamat) is taken into the headings.
    """
    best = max(rows, key=lambda row: score(row[1]), default=None)
    if best is None or score(best[1]) == 0:
        return None
    sheet_row, cells = best
    headings = [squeeze(cell) for cell in cells]
    below = dict(rows).get(sheet_row + 1)
    if below is not None and _is_second_row(headings, below):
        headings = [squeeze(low) or top for top, low in zip(headings, below, strict=True)]
        return Header(tuple(headings), sheet_row, sheet_row + 1, score(headings))
    return Header(tuple(headings), sheet_row, sheet_row, score(cells))


def score(cells: Sequence[str | None]) -> int:
    """How surely cells are headings: distinct known fields, NIK and name counting more; 0 when too few."""
    fields = {field for field in map(_sure_field, cells) if field}
    if "nik" not in fields and len(fields) < 2:
        return 0
    return len(fields) + 2 * ("nik" in fields) + ("name" in fields)


def squeeze(cell: str | None) -> str:
    """A heading on one line with single blanks; "" for an empty cell."""
    return " ".join((cell or "").split())


def _is_second_row(headings: Sequence[str], below: Sequence[str | None]) -> bool:
    filled = [(top, low) for top, low in zip(headings, below, strict=True) if low]
    return bool(filled) and all(_sure_field(low) and squeeze(low) != top for top, low in filled)


def _sure_field(cell: str | None) -> str | None:
    if not cell:
        return None
    field, sure = field_of(squeeze(cell))
    return field if sure else None
