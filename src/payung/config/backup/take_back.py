"""Take a backup back: into a database of its own first, swapped in only when all of it has been proven."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import psycopg

from payung.config.backup import archive, databases, programs, sealed
from payung.config.backup.figures import different, figures
from payung.config.home import data_folder
from payung.units.refusal import Refused


def _stage_file(stage: Path, name: str, content: IO[bytes]) -> None:
    target = stage / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        shutil.copyfileobj(content, file, 1 << 20)


def into(url: str, file: Path, told: archive.Told, *, stage: Path | None) -> dict[str, Any]:
    """Restores the database of a backup into an empty one, and its files into a folder if one is given.

    Gives the figures that were taken when the backup was made. Nothing of it may be used before this has come to its end.
    Raises Refused: "backup_damaged", "restore_failed" and those of the seal.
    """
    source: dict[str, Any] | None = None
    with sealed.opening(file) as stream, ExitStack() as pipes:
        target = pipes.enter_context(programs.restoring(url))
        for name, content in archive.read(stream):
            if name == archive.FIGURES:
                source = json.loads(content.read())
            elif name.startswith(f"{archive.DATABASE}/"):
                told("proof" if stage is None else "database", target.write(content.read()))
            elif stage:
                _stage_file(stage, name, content)
    if source is None:
        raise Refused("backup_damaged")
    return source


def people_in(url: str) -> int:
    """How many people a database holds; none if it has no tables yet."""
    with psycopg.connect(url) as db:
        try:
            row = db.execute("SELECT count(*) FROM person").fetchone()
        except psycopg.errors.UndefinedTable:
            return 0
    return int(row[0]) if row else 0


@contextmanager
def _staging(at: datetime) -> Iterator[Path]:
    for left in data_folder().glob(".restoring-*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = data_folder() / f".restoring-{at:%Y%m%d-%H%M%S}"
    stage.mkdir(mode=0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _prove(url: str, source: dict[str, Any], known: set[str]) -> None:
    if newer := sorted(set(source["migrations"]) - known):
        raise Refused("backup_is_newer", migration=newer[0])
    with psycopg.connect(url) as db:
        if wrong := different(source, figures(db)):
            raise Refused("backup_unproven", what=", ".join(wrong))


def _put_files(stage: Path, at: datetime) -> None:
    """Puts the files in their places; one that was there with another content is kept beside under a dated name."""
    for file in sorted(path for path in stage.rglob("*") if path.is_file()):
        target = data_folder() / file.relative_to(stage)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.exists() and not filecmp.cmp(target, file, shallow=False):
            os.replace(target, target.with_name(f"{target.name}.before-{at:%Y%m%d-%H%M%S}"))
        os.replace(file, target)


def restore_backup(
    urls: dict[str, str], file: Path, *, replace: bool, known: set[str], at: datetime, told: archive.Told
) -> dict[str, Any]:
    """Puts a backup in the place of the database in use. Gives its figures and the name of the old database (`kept`).

    `known` are the migrations that this program has. Until the swap nothing has changed. Raises Refused:
    "restore_would_overwrite", "backup_is_newer", "backup_unproven", "restore_in_use" and those of the steps.
    """
    here = databases.place(urls)
    with databases.one_at_a_time(here) as db, _staging(at) as stage:
        if (people := people_in(here.owner)) and not replace:
            raise Refused("restore_would_overwrite", people=people)
        with databases.fresh(db, here, at) as name:
            source = into(here.beside(name), file, told, stage=stage)
            _prove(here.beside(name), source, known)
            kept = databases.swap(db, here, name, at)
        _put_files(stage, at)
    return {**source, "kept": kept}
