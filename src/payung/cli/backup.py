"""`payung backup`: everything that must not be lost, sealed in one file and proven by restoring it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from payung.cli.console import console, now, print_json
from payung.config.backup.archive import Told
from payung.units.rupiah import in_figures

_TITLES = {"database": "Basis data", "files": "Berkas", "proof": "Pembuktian"}


@contextmanager
def passing() -> Iterator[Told]:
    """How many bytes of what have gone by, on standard error."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), DownloadColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console) as bar:
        tasks: dict[str, Any] = {}

        def told(what: str, size: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(_TITLES[what], total=None)
            bar.advance(tasks[what], size)

        yield told


def tell_figures(found: dict[str, Any]) -> None:
    """The figures that were compared, in sentences."""
    rows = sum(found["tables"].values())
    console.print(f"{in_figures(len(found['tables']))} tabel dengan {in_figures(rows)} baris: sama dengan sumbernya.")
    if cover := found["ledger"].get("cover_month"):
        console.print(
            f"Buku bulan perlindungan: {in_figures(cover['workers'])} pekerja, {in_figures(cover['rows'])} bulan,"
            f" Rp{in_figures(cover['price_idr'])}: sama."
        )


def backup(
    to: Annotated[Path | None, typer.Option("--to", help="berkas cadangan; kosong: folder data")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Mencadangkan basis data dan berkas, terkunci, lalu membuktikannya dengan memulihkan ke basis data sementara."""
    from payung.config.backup.key import key_file
    from payung.config.backup.make import default_file, make_backup
    from payung.config.installation import connect

    urls, at, began = connect(), now(), time.monotonic()
    file = (to or default_file(at)).expanduser().resolve()
    first = not key_file().exists()
    with passing() as told:
        found = make_backup(urls, file, at=at, told=told)
    size, seconds = file.stat().st_size, round(time.monotonic() - began, 1)
    if as_json:
        proven = {key: found[key] for key in ("tables", "ledger", "guards")}
        print_json({"file": str(file), "bytes": size, "seconds": seconds, "verified": True, **proven})
        return
    console.print(f"Cadangan terbukti: {file} ({in_figures(size)} byte, {seconds} detik)", style="bold", markup=False)
    tell_figures(found)
    if first:
        console.print(
            f"Kunci cadangan baru di {key_file()}. Simpan salinannya di tempat lain: tanpa kunci itu cadangan tidak terbuka.",
            style="bold yellow", markup=False,
        )  # fmt: skip
