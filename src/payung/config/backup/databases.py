"""The databases beside the one that is used: scratch ones to prove a backup in, new ones to swap with, old ones kept."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from payung.config import cluster
from payung.units.refusal import Refused

_SCRATCH, _FRESH, _OLD = "scratch", "restoring", "before"


@dataclass(frozen=True, slots=True)
class Place:
    """A database: its name, the owner's address of it, and the address of a role that may make databases."""

    name: str
    owner: str
    maker: str

    def beside(self, name: str) -> str:
        """The owner's address of another database on the same server."""
        return make_conninfo(self.owner, dbname=name)


def place(urls: dict[str, str]) -> Place:
    """The database in use; databases are made by the superuser, or by DATABASE_ADMIN_URL, or by the owner if it may."""
    maker = urls.get("superuser") or os.environ.get("DATABASE_ADMIN_URL") or urls["owner"]
    name = str(conninfo_to_dict(urls["owner"])["dbname"])
    return Place(name, urls["owner"], make_conninfo(maker, dbname="postgres"))


def beside(name: str, kind: str, at: datetime) -> str:
    """Another name for a database, with the moment in it. PostgreSQL keeps 63 characters of a name."""
    return f"{name[:35]}_{kind}_{at:%Y%m%d_%H%M%S}"


@contextmanager
def one_at_a_time(here: Place) -> Iterator[psycopg.Connection]:
    """Two backups or restores of one database never run at once. What a killed one left is swept away first.

    Raises Refused("backup_running").
    """
    with psycopg.connect(here.maker, autocommit=True) as db:
        held = db.execute("SELECT pg_try_advisory_lock(%s, %s)", [20251122, zlib.crc32(here.name.encode()) >> 1])
        if held.fetchone() != (True,):
            raise Refused("backup_running")
        _sweep(db, here.name)
        yield db


def _sweep(db: psycopg.Connection, name: str) -> None:
    pattern = f"^{name[:35]}_({_SCRATCH}|{_FRESH})_[0-9]{{8}}_[0-9]{{6}}$"
    for (left,) in db.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern]).fetchall():
        drop(db, left)


def drop(db: psycopg.Connection, name: str) -> None:
    """Takes a database away, whoever is still connected."""
    db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def made(db: psycopg.Connection, here: Place, kind: str, at: datetime, *, keep: bool) -> Iterator[str]:
    """An empty database of the owner's, dropped afterwards; with `keep`, only when something went wrong.

    Raises Refused("backup_may_not_create").
    """
    name = beside(here.name, kind, at)
    try:
        cluster.ensure_database(here.maker, name)
    except psycopg.errors.InsufficientPrivilege:
        raise Refused("backup_may_not_create") from None
    try:
        yield name
    except BaseException:
        drop(db, name)
        raise
    if not keep:
        drop(db, name)


@contextmanager
def scratch(db: psycopg.Connection, here: Place, at: datetime) -> Iterator[str]:
    """An empty database to prove a backup in, gone afterwards."""
    with made(db, here, _SCRATCH, at, keep=False) as name:
        yield name


@contextmanager
def fresh(db: psycopg.Connection, here: Place, at: datetime) -> Iterator[str]:
    """An empty database to restore into; gone if that fails."""
    with made(db, here, _FRESH, at, keep=True) as name:
        yield name


def swap(db: psycopg.Connection, here: Place, new: str, at: datetime) -> str:
    """Puts the new database in the place of the old, both renamed in one transaction. Gives the old one's name.

    Whoever is connected is sent away; who comes meanwhile waits for the rename. Raises Refused("restore_in_use").
    """
    old = beside(here.name, _OLD, at)
    for _ in range(20):
        _send_away(db, here.name, new)
        try:
            with db.transaction():
                _rename(db, here.name, old)
                _rename(db, new, here.name)
            return old
        except psycopg.errors.ObjectInUse:
            continue
    raise Refused("restore_in_use")


def _send_away(db: psycopg.Connection, *names: str) -> None:
    db.execute(
        "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = ANY (%s) AND pid <> pg_backend_pid()",
        [list(names)],
    )


def _rename(db: psycopg.Connection, name: str, to: str) -> None:
    db.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))
