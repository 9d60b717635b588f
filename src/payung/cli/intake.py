"""`payung intake FILE`: a list through the one door."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from payung.cli.console import connect, console, day, now, operator, print_json, seeing_all, steps
from payung.units.refusal import Refused


def take_in(
    file: Path, *, programme: str, line: str, on: date, village: str | None = None, dry_run: bool = False
) -> dict[str, Any]:
    """Takes a list through the door, with a progress bar; gives its counts and the rows that were refused or warned."""
    from payung.funding import queries as funding
    from payung.intake import door, report
    from payung.intake.receive import receive
    from payung.programmes import queries as programmes

    if not file.is_file():
        raise Refused("file_missing", path=str(file))
    sender = operator()
    with steps(file.name, len(door.STEPS)) as move:
        with seeing_all():
            batch = receive(
                file, name=file.name, programme=programmes.programme(programme),
                line=funding.line(line, programme_code=programme), on=on, at=now(), sender=sender, village=village,
            )  # fmt: skip
            if dry_run:
                return {**door.rehearse(batch, report.whole, at=now(), progress=move), "dry_run": True}
        repeated = batch.stage == "landed"
        batch = door.run(batch, sender=sender, at=now(), progress=move)
        with seeing_all():
            return {**report.whole(batch), "repeated": repeated}


def tell(result: dict[str, Any]) -> None:
    """The report in words."""
    counts = "{rows} baris: {landed} terdaftar ({fresh} baru), {waiting} menunggu, {refused} perlu diperbaiki"
    console.print(counts.format(**result), style="bold")
    for kind, style in (("problems", "red"), ("warnings", "yellow")):
        for code, count in result[kind].items():
            console.print(f"  {count:>6}  {code}", style=style)


def intake(
    file: Path,
    programme: Annotated[str, typer.Option(help="kode program")],
    line: Annotated[str, typer.Option(help="kode sumber dana")],
    on: Annotated[str | None, typer.Option(help="tanggal penilaian, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    village: Annotated[str | None, typer.Option(help="kode desa bila baris tidak menyebut desa")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="hanya mencoba: tidak ada yang disimpan")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Menerima daftar pekerja: xlsx, xls, ods, csv atau parquet."""
    judged = day(on)
    connect()
    result = take_in(file, programme=programme, line=line, on=judged, village=village, dry_run=dry_run)
    if as_json:
        print_json(result)
    else:
        tell(result)
