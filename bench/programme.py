"""A programme file with room for every row of a list: one line of two months, a quota for each village."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg

CODE, LINE, ON = "bench", "bench-2025", "2025-11-21"
_SPARE = 50  # places a village has beyond its share of the rows: the form's workers need some
_FILE = """
code = "{code}"
name = "Ukuran"
region = "{region}"
village_target = 100

[package]
income_idr = 1_000_000

[workforce]
file = "{workforce}"
counted_on = 2025-11-20
source = "sintetis"

[[lines]]
code = "{line}"
name = "APBD"
kind = "apbd-prov"
payer = "Provinsi"
places = {places}
first_month = "2025-11"
months = 2
quota = {{ base = {base}, remainder = "largest-remainder", weight = "eligible" }}
"""


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its villages, by code."""

    code: str
    villages: list[str]


def region(code: str, database: str) -> Region:
    """The region with all its villages, from the tree in a database."""
    with psycopg.connect(database) as db:
        found = db.execute(
            "SELECT code FROM region WHERE code LIKE %s AND length(code) = 13 ORDER BY code", [f"{code}.%"]
        )
        return Region(code, [row[0] for row in found])


def write_programme(where: Region, rows: int, target: Path) -> Path:
    """Writes the programme file: every village gets its share of the rows and some more, so that nobody has to wait."""
    base = rows // len(where.villages) + 1 + _SPARE
    workforce = target.with_suffix(".workforce.csv")
    counts = "".join(f"{village},{3 * base},{base}\n" for village in where.villages)
    workforce.write_text(f"kode_desa,pekerja,peserta\n{counts}", "utf-8")
    facts = {"places": base * len(where.villages), "base": base, "workforce": workforce.name}
    target.write_text(_FILE.format(code=CODE, region=where.code, line=LINE, **facts), "utf-8")
    return target
