"""`payung coverage REGION`: covered of eligible workers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from payung.cli.console import connect, day, print_json, seeing_all
from payung.units.month import day_in_words
from payung.units.region import dotted
from payung.units.rupiah import in_figures


def measure(region: str, on: date, lines: Sequence[str] | None = None) -> dict[str, Any]:
    """Coverage of a region on a day, for JSON; with only some lines counted, what it was before the others."""
    from payung.insight import coverage as coverages

    with seeing_all():
        found = coverages.of(region, on, lines=lines)
    return {
        "region": region, "name": found.name, "on": on.isoformat(),
        "covered": found.covered, "eligible": found.eligible, "percent": found.percent,
    }  # fmt: skip


def coverage(
    region: str,
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Cakupan wilayah: pekerja terlindungi dari pekerja yang berhak."""
    asked = day(on)
    connect()
    found = measure(dotted(region), asked)
    if as_json:
        print_json(found)
        return
    percent = str(found["percent"]).replace(".", ",")
    covered, eligible = in_figures(found["covered"]), in_figures(found["eligible"])
    print(f"{found['name']}, {day_in_words(asked)}: {covered} dari {eligible}, {percent} %")
