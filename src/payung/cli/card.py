"""`payung card verify`: is this card genuine? Needs no database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.console import day, now, print_json
from payung.units.refusal import Refused

app = typer.Typer(no_args_is_help=True, help="Satu kartu: memeriksa keasliannya.")


@app.command()
def verify(
    card: Annotated[str, typer.Argument(help="teks kode QR, atau berkas gambar (png, jpg)")],
    issuer: Annotated[list[Path] | None, typer.Option(help="berkas card-issuer.json lain yang dipercaya")] = None,
    on: Annotated[str | None, typer.Option(help="diperiksa seakan-akan pada hari ini, YYYY-MM-DD")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Memeriksa kartu tanpa basis data: berlaku, lewat masa, penerbit tidak dikenal, atau diubah.

    Keadaan kartu adalah jawaban, bukan kesalahan: status keluar 0, apa pun keadaannya."""
    from payung.cards.actions.keep_key import card_key, read_issuer
    from payung.cards.actions.verify import verify as judge
    from payung.config.home import sub_folder

    at = now() if on is None else now().replace(year=day(on).year, month=day(on).month, day=day(on).day)
    issuers = [card_key(sub_folder("keys")).issuer, *(read_issuer(file) for file in issuer or [])]
    try:
        verdict = judge(card, issuers=issuers, at=at)
    except FileNotFoundError:
        raise Refused("file_missing", path=card) from None
    if as_json:
        until = (verdict.until - timedelta(days=1)).isoformat() if verdict.until else None
        print_json({"state": verdict.state, "reason": verdict.reason, "number": verdict.number, "until": until})
    else:
        print(verdict.reason)


@app.callback()
def one_card() -> None:
    """Satu kartu."""
