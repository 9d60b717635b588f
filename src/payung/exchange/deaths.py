"""The civil registry's list of deaths: who died on which day, row by row, each row accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from payung.exchange.columns import Found, find_columns, no_larger
from payung.exchange.mapping import bare
from payung.intake.clean.dates import day
from payung.intake.clean.identity import nik as nik_of
from payung.intake.clean.identity import nik_was_number
from payung.intake.read import Table, read_table
from payung.units.nik import is_nik
from payung.units.refusal import Problem

# The registry publishes no layout; these are the headings that offices write. The first that a file has counts.
HEADINGS = {
    "nik": ("NIK", "NIK_ALMARHUM", "No NIK", "Nomor KTP"),
    "died_on": ("TGL_MENINGGAL", "Tanggal Meninggal", "Tgl Meninggal", "TGL_MATI", "Tanggal Kematian", "Tgl Kematian"),
    "name": ("NAMA", "Nama Lengkap", "NAMA_LGKP", "Nama Almarhum"),
}
# A year of a province has some hundred thousand deaths.
LIMIT_BYTES = 50_000_000
_REQUIRED = ("nik", "died_on")


@dataclass(frozen=True, slots=True)
class Death:
    """Whom the registry says to have died: the row, the NIK, the name as it stands there (or empty), the day."""

    row: int
    nik: str = field(repr=False)
    name: str = field(repr=False)
    died_on: date


@dataclass(frozen=True, slots=True)
class Deaths:
    """All rows of a list: deaths, problems (their `where` is the row), and how many rows say nothing."""

    deaths: tuple[Death, ...]
    problems: tuple[Problem, ...]
    ignored: int

    @property
    def rows(self) -> int:
        """Rows of the file below its headings."""
        return len(self.deaths) + len(self.problems) + self.ignored


def read_deaths(path: Path) -> Deaths:
    """Every row of a list (csv, xlsx, xls, ods) as a death, a problem, or a row that says nothing.

    Raises Unreadable for a file that is no table, Refused("columns_changed") when NIK or day of death have no heading,
    Refused("upload_too_large").
    """
    path = Path(path)
    no_larger(path, LIMIT_BYTES)
    _kind, table = read_table(path)
    found = find_columns(table, HEADINGS, _REQUIRED)
    below = _below(table, found)
    read = [_read(row) for row in below]
    deaths, problems = _once(
        [one for one in read if isinstance(one, Death)], [one for one in read if isinstance(one, Problem)]
    )
    blank = table.physical_rows - found.row - len(below)
    made = Deaths(deaths, problems, blank + sum(one is None for one in read))
    assert made.rows == table.physical_rows - found.row, "rows in are not rows out"
    return made


def _below(table: Table, found: Found) -> list[dict[str, object]]:
    rows = table.cells.filter(pl.col("sheet_row") > found.row)
    given, died = pl.col(found.columns["nik"]), pl.col(found.columns["died_on"])
    name = pl.col(found.columns["name"]) if found.has("name") else pl.lit("")
    said = rows.select(
        pl.col("sheet_row").alias("row"), given.alias("given"), nik_of(given).alias("nik"),
        nik_was_number(given).alias("was_number"), died.alias("died_said"), day(died).alias("died_on"), name.alias("name"),
    )  # fmt: skip
    return said.to_dicts()


def _read(row: dict[str, object]) -> Death | Problem | None:
    """One row understood: a death, a problem, or nothing said."""
    given, where = str(row["given"] or ""), str(row["row"])
    if not given and not row["died_said"]:
        return None
    if bare(given) in {bare(each) for each in HEADINGS["nik"]}:
        return None
    if row["was_number"]:
        return Problem("answer_nik_was_number", where)
    if not is_nik(str(row["nik"] or "")):
        return Problem("answer_nik_wrong", where)
    died_on = row["died_on"]
    if not isinstance(died_on, date):
        return Problem("death_day_unreadable", where)
    return Death(int(where), str(row["nik"]), " ".join(str(row["name"] or "").split()), died_on)


def _once(deaths: list[Death], problems: Iterable[Problem]) -> tuple[tuple[Death, ...], tuple[Problem, ...]]:
    """Each person once: of two rows with the same NIK and day the first; two days for one NIK are two problems."""
    days: dict[str, set[date]] = {}
    for each in deaths:
        days.setdefault(each.nik, set()).add(each.died_on)
    seen: Counter[str] = Counter()
    fit, wrong = [], list(problems)
    for each in deaths:
        seen[each.nik] += 1
        if len(days[each.nik]) > 1:
            wrong.append(Problem("death_on_two_days", str(each.row)))
        elif seen[each.nik] > 1:
            wrong.append(Problem("death_twice", str(each.row)))
        else:
            fit.append(each)
    return tuple(fit), tuple(sorted(wrong, key=lambda problem: int(problem.where)))
