"""`payung places release`: unused places go to the waiting lists."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from payung.cli.console import connect, console, day, print_json, seeing_all

app = typer.Typer(no_args_is_help=True, help="Tempat (kuota): mengalihkan yang tidak terpakai.")


def release_unused(line_code: str, on: date) -> int:
    """Releases a line's unused places and gives how many workers that placed."""
    from payung.funding import queries as funding
    from payung.membership.actions.release_places import release_places
    from payung.programmes import queries as programmes
    from payung.rules.law import law

    with seeing_all():
        line = funding.line(line_code)
        return release_places(law=law(), line=line, programme=programmes.programme(line.programme_code), on=on)


@app.command()
def release(
    line: Annotated[str, typer.Option(help="kode sumber dana")],
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Mengalihkan tempat yang tidak terpakai ke daftar tunggu desa lain, bergiliran, cakupan terendah dahulu."""
    asked = day(on)
    connect()
    placed = release_unused(line, asked)
    print_json({"line": line, "placed": placed}) if as_json else console.print(f"{placed} pekerja mendapat tempat.")


@app.callback()
def places() -> None:
    """Tempat (kuota) sumber dana."""
