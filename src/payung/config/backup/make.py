"""Make a backup and prove it: dump, seal, open again, restore into a scratch database, compare."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from payung.config.backup import archive, databases, programs, sealed, take_back
from payung.config.backup.figures import different, figures
from payung.config.home import sub_folder
from payung.units.refusal import Refused

_DRAFT = ".payung-part"


def default_file(at: datetime) -> Path:
    """Where a backup goes when nobody says where."""
    return sub_folder("backups") / f"payung-{at:%Y%m%d-%H%M%S}.backup"


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    """One moment of the database, held open: what is written meanwhile is in neither the dump nor the figures."""
    with psycopg.connect(url) as db:
        db.isolation_level, db.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        row = db.execute("SELECT pg_export_snapshot()").fetchone()
        yield db, str(row[0]) if row else ""
        db.rollback()


def _write(here: databases.Place, file: Path, told: archive.Told) -> dict[str, Any]:
    with _snapshot(here.owner) as (db, snapshot):
        source = figures(db)
        with sealed.sealing(file) as stream:
            archive.write(stream, source, programs.dump(here.owner, snapshot), told)
    return source


def _prove(
    db: psycopg.Connection, here: databases.Place, file: Path, source: dict[str, Any], at: datetime, told: archive.Told
) -> None:
    """Opens what lies on the disk and restores it. Raises Refused("backup_unproven") when anything differs."""
    with databases.scratch(db, here, at) as name:
        take_back.into(here.beside(name), file, told, stage=None)
        with psycopg.connect(here.beside(name)) as restored:
            found = figures(restored)
    if wrong := different(source, found):
        raise Refused("backup_unproven", what=", ".join(wrong))


def make_backup(urls: dict[str, str], file: Path, *, at: datetime, told: archive.Told) -> dict[str, Any]:
    """The figures of a backup that was written to a new file and proven. Half a backup never bears its name.

    Raises Refused: "backup_exists", "backup_running", "backup_unproven", "disk_full" and those of the steps.
    """
    if file.exists():
        raise Refused("backup_exists", path=str(file))
    here = databases.place(urls)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}{_DRAFT}")
    with databases.one_at_a_time(here) as db:
        for left in file.parent.glob(f".*{_DRAFT}"):
            left.unlink(missing_ok=True)
        try:
            source = _write(here, draft, told)
            _prove(db, here, draft, source, at, told)
            os.replace(draft, file)
        finally:
            draft.unlink(missing_ok=True)
    return source
