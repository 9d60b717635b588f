"""`payung restore`: a backup put in the place of the database in use, which is kept under a dated name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.backup import passing, tell_figures
from payung.cli.console import console, now, print_json


def _known_migrations() -> set[str]:
    from django.db.migrations.loader import MigrationLoader

    return {f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes}


def restore(
    file: Annotated[Path, typer.Argument(help="berkas dari payung backup")],
    replace: Annotated[bool, typer.Option("--replace", help="ganti basis data yang sudah berisi orang")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Memulihkan cadangan ke basis data baru lalu menukarnya; yang lama disimpan dengan nama bertanggal."""
    from payung.config.backup.take_back import restore_backup
    from payung.config.installation import connect

    urls, at = connect(), now()
    with passing() as told:
        found = restore_backup(urls, file, replace=replace, known=_known_migrations(), at=at, told=told)
    if as_json:
        proven = {key: found[key] for key in ("tables", "ledger", "guards", "kept")}
        print_json({"file": str(file), "verified": True, **proven})
        return
    console.print(f"Cadangan {file} dipulihkan.", style="bold", markup=False)
    tell_figures(found)
    console.print(f"Basis data lama disimpan sebagai {found['kept']}. Jalankan kembali: payung serve", markup=False)
