"""`payung places release` and `expire`: unused places go to the waiting lists, and offers that nobody took to the next."""

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


def pass_on(on: date) -> dict[str, dict[str, int]]:
    """Closes overdue offers and gives their places to the next, by line: how many expired, were placed, were offered."""
    from payung.membership.actions.expire_offers import expire_offers
    from payung.rules.law import law

    with seeing_all():
        done = expire_offers(law=law(), on=on)
    return {
        code: {"expired": expired, "placed": after.placed, "offered": after.offered}
        for code, (expired, after) in done.items()
    }


@app.command()
def expire(
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Menutup tawaran tempat yang lewat hari terakhirnya; tempatnya beralih kepada urutan berikutnya."""
    asked = day(on)
    connect()
    done = pass_on(asked)
    if as_json:
        print_json(done)
        return
    for line, each in done.items():
        console.print(
            f"{line}: {each['expired']} tawaran ditutup, {each['placed']} mendapat tempat, {each['offered']} ditawari."
        )
    if not done:
        console.print("Tidak ada tawaran yang lewat waktunya.")


@app.callback()
def places() -> None:
    """Tempat (kuota) sumber dana."""
