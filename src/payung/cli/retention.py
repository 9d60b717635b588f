"""`payung retention`: what has outlived its retention, and its erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from payung.cli.console import connect, day, language, now, print_json
from payung.units.month import day_in_words
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures

if TYPE_CHECKING:
    from datetime import date

    from payung.intake.retention import Due


def _class(code: str) -> dict[str, Any]:
    from payung.people.queries import classes, retention

    kept = retention(code)
    return {
        "class": code, "title": classes()[code]["title"][language()],
        "months": kept.months, "since": kept.since, "evidence": kept.evidence, "why": kept.why,
    }  # fmt: skip


def _as_json(on: date, found: list[Due], erased: dict[str, int] | None) -> dict[str, Any]:
    from payung.people.queries import classes

    told = [{"class": each.data, "village": each.village, "count": each.count} for each in found]
    return {
        "on": on.isoformat(),
        "classes": [_class(code) for code, kept in classes().items() if "retention" in kept],
        "due": told,
        "erased": erased,
    }


def _tell(answer: dict[str, Any]) -> None:
    for kept in answer["classes"]:
        rows = [row for row in answer["due"] if row["class"] == kept["class"]]
        total = in_figures(sum(row["count"] for row in rows))
        print(f"{kept['title']}: {kept['months']} bulan (usulan program, belum ditetapkan), {total} lewat masa simpan")
        for row in rows:
            print(f"  {row['village'] or 'Indonesia'}: {in_figures(row['count'])}")


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="hanya menghitung, tidak menghapus")] = False,
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Menghapus data yang lewat masa simpan; dengan --dry-run hanya menghitung, per jenis data dan desa."""
    asked = day(on)
    if not dry_run and asked > now().date():
        raise Refused("retention_ahead_of_time", on=asked)
    connect()
    from payung.intake.retention import due, erase_due

    found = due(asked)
    erased = None if dry_run else erase_due(asked)
    answer = _as_json(asked, found, erased)
    if as_json:
        print_json(answer)
        return
    print(f"Masa simpan pada {day_in_words(asked)}:")
    _tell(answer)
    print("Tidak ada yang dihapus (uji coba)." if erased is None else f"Dihapus: {in_figures(sum(erased.values()))}.")
