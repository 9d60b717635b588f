"""`payung cards print`: the cards of a line as A4 sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.console import WHOLE_COUNTRY, connect, console, day, now, seeing_all, steps, system_user
from payung.units.refusal import Refused
from payung.units.region import Area, dotted, is_region_code

app = typer.Typer(no_args_is_help=True, help="Kartu: mencetak.")


def print_line(line_code: str, *, area: Area, on: date, out: Path, why: str) -> int:
    """Issues what is missing, draws the cards of a line in an area, and gives how many stand on the sheets.

    The export is in the log before the first sheet is drawn: who of this machine's users, whose cards, and why.
    """
    from django.conf import settings

    from payung.access.actions.note_export import note_export
    from payung.cards.actions.draw import draw_cards
    from payung.cards.actions.issue import issue
    from payung.cards.actions.keep_key import card_key
    from payung.cards.queries import faces, holders
    from payung.funding import queries as funding

    with seeing_all():
        line = funding.line(line_code)
        issue(line=line, area=area, on=on)
        drawn = faces(line, area)
        if not drawn:
            raise Refused("no_cards", line=line_code)
        whose = f"{system_user()} lewat payung cards print"
        number = note_export(holders(line, area), why=f"{' '.join(why.split())}, oleh {whose}")
    mark = f"Dicetak {whose}, {now():%Y-%m-%d %H:%M}, nomor {number}"
    with steps(f"Kartu {line_code}", len(drawn)) as move:
        return draw_cards(drawn, card_key(settings.KEY_FOLDER), out, issued_on=on, mark=mark, progress=move)


@app.command("print")
def print_cards(
    line: Annotated[str, typer.Option(help="kode sumber dana")],
    out: Annotated[Path, typer.Option(help="berkas PDF yang dibuat")],
    village: Annotated[str | None, typer.Option(help="hanya kartu desa ini")] = None,
    on: Annotated[str | None, typer.Option(help="tanggal terbit, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    why: Annotated[str, typer.Option(help="alasan, untuk catatan")] = "pencetakan kartu",
) -> None:
    """Mencetak kartu sebagai lembar A4 (PDF), sepuluh kartu selembar."""
    if village is not None and not is_region_code(dotted(village)):
        raise Refused("region_unknown", given=village)
    issued_on = day(on)
    connect()
    area = Area(dotted(village)) if village else WHOLE_COUNTRY
    console.print(f"{print_line(line, area=area, on=issued_on, out=out, why=why)} kartu di {out}")


@app.callback()
def cards() -> None:
    """Kartu peserta."""
