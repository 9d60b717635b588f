"""Lists of synthetic workers as an office would send them, and small programmes for them to come into."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

PONDOKSALAM = [f"32.14.16.20{number:02d}" for number in range(1, 12)]
HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "L/P", "Kode Desa", "Pekerjaan", "No HP", "Desil")

Row = dict[str, str]


def nik(number: int, day: str = "170580") -> str:
    """A NIK of the unassigned district 32.14.99: the same number gives the same NIK."""
    return f"321499{day}{number:04d}"


def worker(number: int, village: str = "32.14.16.2005", **changes: str) -> Row:
    """One worker who is fit for a place, as a row of a list; `changes` by heading."""
    row = {
        "NIK": nik(number),
        "Nama": f"PEKERJA {number}",
        "Tanggal Lahir": "17-05-1980",
        "L/P": "L",
        "Kode Desa": village,
    }
    return {**row, "Pekerjaan": "Petani", "No HP": f"08121234{number:04d}", "Desil": "", **changes}


def workers(first: int, last: int, village: str = "32.14.16.2005", **changes: str) -> list[Row]:
    return [worker(number, village, **changes) for number in range(first, last + 1)]


def write_list(path: Path, rows: Iterable[Row]) -> Path:
    """The rows as CSV, headings in row 1: the first worker stands in row 2."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def line(
    code: str, places: int, *, kind: str = "apbd-kab", first_month: str = "2025-11", months: int = 2, more: str = ""
) -> str:
    return (
        f'[[lines]]\ncode = "{code}"\nname = "Sumber {code}"\nkind = "{kind}"\npayer = "Pembayar {code}"\n'
        f'places = {places}\nfirst_month = "{first_month}"\nmonths = {months}\n{more}\n'
    )


def shared_out(base: int, weight: str = "eligible") -> str:
    return f'quota = {{ base = {base}, remainder = "largest-remainder", weight = "{weight}" }}'


def write_programme(
    path: Path, *lines: str, code: str = "uji", region: str = "32.14.16", more: str = "", eligible: Iterable[int] = ()
) -> Path:
    """A programme file for the eleven villages of a district; `eligible` gives a workforce count beside it, nobody covered."""
    count = list(eligible)
    workforce = ""
    if count:
        rows = [f"{village},{number},0" for village, number in zip(PONDOKSALAM, count, strict=True)]
        (path.parent / "pekerja.csv").write_text("\n".join(["kode,pekerja,peserta", *rows]) + "\n", "utf-8")
        workforce = '[workforce]\nfile = "pekerja.csv"\ncounted_on = 2025-11-20\nsource = "uji"\n'
    head = f'code = "{code}"\nname = "Program uji"\nregion = "{region}"\nvillage_target = 100\n'
    path.write_text(head + more + "\n[package]\nincome_idr = 1_000_000\n" + workforce + "\n".join(lines), "utf-8")
    return path
