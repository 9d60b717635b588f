"""`payung audit`: seal the log, verify it, export the key that its seals are checked with."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from payung.cli.console import connect, console, day, language, print_json
from payung.units.month import day_in_words
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures
from payung.units.words import say

if TYPE_CHECKING:
    from payung.access.actions.verify_chain import Fault
    from payung.access.actions.verify_history import Verified

app = typer.Typer(no_args_is_help=True, help="Catatan audit: menyegel, memeriksa, kunci publik.")


def in_words(fault: Fault) -> str:
    """What does not fit, in a sentence."""
    return say(fault.code, language(), **fault.facts)


def verified(*, since: date | None = None, public: Path | None = None) -> Verified:
    """The log of this installation verified, with its own key or with a public key from elsewhere; the result is kept."""
    from payung.access.actions.keep_seal_key import read_public
    from payung.access.jobs import verify_now

    return verify_now(since=since, public=read_public(public) if public else None)


def _as_json(found: Verified) -> dict[str, Any]:
    faults = [
        {"code": f.code, **{k: str(v) for k, v in f.facts.items()}, "sentence": in_words(f)} for f in found.faults
    ]
    return {**asdict(found), "since": found.since and found.since.isoformat(), "well": found.well, "faults": faults}


def _tell(found: Verified) -> None:
    for fault in found.faults:
        console.print(in_words(fault), style="bold red", markup=False)
    since = f" sejak segel {day_in_words(found.since)}" if found.since else ""
    print(
        f"{in_figures(found.rows)} catatan dan {in_figures(found.ledger_rows)} baris buku besar diperiksa{since}, "
        f"{in_figures(found.seals)} segel, {in_figures(found.stamps)} cap waktu, {found.seconds:.1f} detik."
    )
    print("Semuanya cocok." if found.well else "TIDAK cocok: simpan salinan basis data dan folder data, lalu laporkan.")


@app.command()
def verify(
    since: Annotated[str | None, typer.Option(help="hanya yang sesudah segel hari itu, YYYY-MM-DD")] = None,
    key: Annotated[Path | None, typer.Option(help="kunci publik (PEM) yang disimpan di tempat lain")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Menghitung ulang seluruh catatan dan menyebut mata rantai pertama yang tidak cocok; status keluar 1."""
    asked = day(since) if since else None
    connect()
    found = verified(since=asked, public=key)
    print_json(_as_json(found)) if as_json else _tell(found)
    if not found.well:
        raise typer.Exit(1)


@app.command()
def seal() -> None:
    """Menyegel catatan sekarang juga, dan meminta cap waktu bila layanannya disetel."""
    connect()
    from django.conf import settings

    from payung.access.jobs import fetch_stamps, seal_now

    if settings.TSA_URL and not settings.TSA_CERTIFICATE:
        raise Refused("certificate_missing")
    made = seal_now()
    print(f"Segel nomor {made.number}: {in_figures(made.seq)} catatan, {made.digest.hex()}")
    done, why = fetch_stamps()
    if done:
        print(f"{done} cap waktu diterima.")
    if why:
        console.print(f"Segel dibuat tanpa cap waktu ({why}); cap waktu diminta lagi nanti.", markup=False)


@app.command()
def key(out: Annotated[Path | None, typer.Option(help="tulis ke berkas; tanpa ini: ke layar")] = None) -> None:
    """Kunci publik untuk memeriksa segel di tempat lain."""
    connect()
    from django.conf import settings

    from payung.access.actions.keep_seal_key import seal_key
    from payung.sealing.key_file import public_pem

    pem = public_pem(seal_key(settings.KEY_FOLDER).public_key())
    if out is None:
        print(pem.decode(), end="")
    else:
        out.write_bytes(pem)
