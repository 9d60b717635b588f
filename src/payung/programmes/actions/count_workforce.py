"""Take over a count of workers per village: how many are eligible, how many of them covered on a day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from payung.programmes.models import Workforce
from payung.regions import queries as regions
from payung.units.refusal import Problem
from payung.units.region import Area, dotted

Row = tuple[str, int, int]


def _columns(header: list[str]) -> tuple[int, int, int] | None:
    """Where the village code, the eligible and the covered workers stand, by how the headings begin."""
    found = []
    for begins in ("kode", "pekerja", "peserta"):
        at = [n for n, heading in enumerate(header) if heading.strip().lower().startswith(begins)]
        if len(at) != 1:
            return None
        found.append(at[0])
    return found[0], found[1], found[2]


def _row(cells: list[str], at: tuple[int, int, int], villages: set[str]) -> Row | str:
    """One village's count, or the code of what is wrong with it."""
    if len(cells) <= max(at):
        return "workforce_row_short"
    code, eligible, covered = dotted(cells[at[0]]), cells[at[1]].strip(), cells[at[2]].strip()
    if code not in villages:
        return "workforce_village_unknown"
    if not (eligible.isdecimal() and covered.isdecimal()):
        return "workforce_not_a_number"
    return (code, int(eligible), int(covered)) if int(covered) <= int(eligible) else "workforce_covers_too_many"


def _parse(text: str, name: str, villages: set[str]) -> tuple[list[Row], list[Problem]]:
    dialect = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    lines = csv.reader(io.StringIO(text), delimiter=dialect)
    at = _columns(next(lines, []))
    if at is None:
        return [], [Problem("workforce_columns_missing", name)]
    rows: dict[str, Row] = {}
    problems = []
    for cells in lines:
        row = _row(cells, at, villages)
        if isinstance(row, tuple) and row[0] in rows:
            row = "workforce_village_repeated"
        if isinstance(row, str):
            problems.append(Problem(row, f"{name}:{lines.line_num}"))
        else:
            rows[row[0]] = row
    return list(rows.values()), problems


def read_workforce(path: Path, *, region: str) -> tuple[list[Row], list[Problem]]:
    """Village, eligible, covered: one row a village; and every mistake with its line."""
    if not path.is_file():
        return [], [Problem("workforce_file_missing", "workforce.file", {"given": path.name})]
    villages = set(regions.villages(Area(region)).values_list("code", flat=True))
    return _parse(path.read_text("utf-8-sig"), path.name, villages)


def count_workforce(rows: Iterable[Row], *, counted_on: date, source: str) -> int:
    """Writes a day's count, in place of an earlier one of the same day. Gives the number of villages."""
    counts = [
        Workforce(village=village, counted_on=counted_on, eligible=eligible, covered=covered, source=source)
        for village, eligible, covered in rows
    ]
    written = Workforce.objects.bulk_create(
        counts,
        batch_size=5000,
        update_conflicts=True,
        unique_fields=["village", "counted_on"],
        update_fields=["eligible", "covered", "source"],
    )
    return len(written)
