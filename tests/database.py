"""Databases for tests, made from one template with all tables and the region tree."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import fasteners
import psycopg
from psycopg import sql

from payung.config import cluster

_SOURCE = Path(__file__).parents[1] / "src" / "payung"


def start() -> str:
    """The embedded server of the tests, as superuser; it need not survive a power cut."""
    cluster.SETTINGS.update(fsync="off", synchronous_commit="off", full_page_writes="off", max_connections="100")
    server = cluster.connect_cluster()["superuser"]
    return server


def _template_name() -> str:
    files = sorted([*_SOURCE.glob("*/migrations/*.py"), *_SOURCE.glob("regions/**/*.py")])
    digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    return f"template_{digest}"


def _exists(server: str, name: str) -> bool:
    with psycopg.connect(server, autocommit=True) as db:
        return bool(db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def make_template(server: str) -> None:
    """Makes the template of the present migrations, once; workers that start together wait for the first."""
    with fasteners.InterProcessLock(os.path.join(os.environ["PAYUNG_DATA"], "template.lock")):
        if not _exists(server, _template_name()):
            _fill(server, "template_being_made")
            with psycopg.connect(server, autocommit=True) as db:
                rename = sql.SQL("ALTER DATABASE template_being_made RENAME TO {}")
                db.execute(rename.format(sql.Identifier(_template_name())))


def _fill(server: str, name: str) -> None:
    """Tables and regions, in a process of its own so that Django here is not bound to the template."""
    import subprocess
    import sys

    drop_database(server, name)
    cluster.ensure_database(server, name)
    environment = {
        **os.environ,
        "DATABASE_URL": cluster.as_role(server, cluster.APP, name),
        "DATABASE_OWNER_URL": cluster.as_role(server, cluster.OWNER, name),
    }
    program = "from payung.config.installation import ready; ready()"
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


def make_database(server: str, name: str, template: str = "") -> dict[str, str]:
    """A new database from a template (tables and regions): its addresses for the application and for the owner."""
    drop_database(server, name)
    with psycopg.connect(server, autocommit=True) as db:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY")
        names = (name, template or _template_name(), cluster.OWNER)
        db.execute(make.format(*map(sql.Identifier, names)))
    return {
        role: cluster.as_role(server, user, name) for role, user in (("app", cluster.APP), ("owner", cluster.OWNER))
    }


def drop_database(server: str, name: str) -> None:
    """Drops a database if it is there, whoever is still connected."""
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
