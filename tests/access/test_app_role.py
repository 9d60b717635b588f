"""The role of the application is bound; where it is not, nothing is made, nobody is served, and every watcher says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from payung.config import cluster
from tests.conftest import SERVER
from tests.database import drop_database
from tests.installation import command
from tests.warm import python

ASK_READY = """
from payung.config.installation import connect
connect()
from django.test import Client
print(Client().get("/ready/").content.decode())
"""


def with_urls(installation: Any, **urls: str) -> SimpleNamespace:
    """The same installation reached by other addresses of the database."""
    kept = {name: said for name, said in installation.environment.items() if not name.startswith("DATABASE_")}
    return SimpleNamespace(environment={**kept, **urls})


def told_by_the_doctor(installation: Any) -> dict[str, Any]:
    done = command(installation, "doctor", "--json")
    return next(found for found in json.loads(done.stdout)["findings"] if found["what"] == "basis data")


def ready(installation: Any) -> dict[str, Any]:
    done = python("-c", ASK_READY, environment=installation.environment)
    return dict(json.loads(done.stdout)["checks"])


@pytest.fixture
def empty(fresh_database: Any) -> Iterator[str]:
    """A database without a table, which the application's role owns; gives its address for that role."""
    name = f"empty_{sha256(str(fresh_database.folder).encode()).hexdigest()[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name} OWNER {cluster.APP}")
    yield cluster.as_role(SERVER, cluster.APP, name)
    drop_database(SERVER, name)


@pytest.mark.parametrize("words", [("user", "link", "nobody"), ("serve",), ("worker",)])
def test_one_role_for_everything_is_refused_before_a_table_is_made(
    fresh_database: Any, empty: str, words: tuple[str, ...]
) -> None:
    done = command(with_urls(fresh_database, DATABASE_URL=empty), *words)
    assert done.returncode == 2 and "DATABASE_OWNER_URL" in done.stderr and "memiliki tabel" in done.stderr
    with psycopg.connect(empty) as db:
        assert db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_whoever_owns_the_tables_is_not_served_and_every_watcher_says_so(fresh_database: Any) -> None:
    alone = with_urls(fresh_database, DATABASE_URL=fresh_database.owner_url)
    served, found = command(alone, "serve"), told_by_the_doctor(alone)
    assert served.returncode == 2 and "DATABASE_OWNER_URL" in served.stderr
    assert not found["well"] and "DATABASE_OWNER_URL" in found["mend"]
    assert ready(alone)["role"] == "app_role_owns_tables"


def test_a_policy_that_lets_the_application_see_everything_is_as_bad_as_owning(fresh_database: Any) -> None:
    assert told_by_the_doctor(fresh_database)["well"] and ready(fresh_database)["role"] == "ok"
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as db:
        db.execute("ALTER POLICY owner_keeps_everything ON person TO payung_app")
    assert not told_by_the_doctor(fresh_database)["well"]
    assert ready(fresh_database)["role"] == "app_role_owns_tables"


def test_a_superuser_is_no_role_for_the_application(fresh_database: Any) -> None:
    urls = {"DATABASE_URL": fresh_database.app_url.replace("payung_app", "postgres"),
            "DATABASE_OWNER_URL": fresh_database.owner_url}  # fmt: skip
    served = command(with_urls(fresh_database, **urls), "serve")
    assert served.returncode == 2 and "superuser" in served.stderr
    assert ready(with_urls(fresh_database, **urls))["role"] == "app_role_is_not_bound"


@pytest.fixture
def another(fresh_database: Any) -> Iterator[SimpleNamespace]:
    """The installation reached by a plain role of another name that was given every right on every table."""
    name = str(conninfo_to_dict(fresh_database.owner_url)["dbname"])
    role = name.replace("payung_", "another_")
    with psycopg.connect(cluster.as_role(SERVER, "postgres", name), autocommit=True) as db:
        db.execute(f"CREATE ROLE {role} LOGIN")
        db.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        url = fresh_database.app_url.replace("payung_app", role)
        yield with_urls(fresh_database, DATABASE_URL=url, DATABASE_OWNER_URL=fresh_database.owner_url)
        db.execute(f"DROP OWNED BY {role}")
        db.execute(f"DROP ROLE {role}")


def test_a_role_of_another_name_has_rights_that_no_migration_took_from_it(another: SimpleNamespace) -> None:
    served, found = command(another, "serve"), told_by_the_doctor(another)
    assert served.returncode == 2 and "payung_app" in served.stderr
    assert not found["well"] and "bukan payung_app" in found["mend"] and "menulis riwayat" in found["mend"]
    assert ready(another)["role"] == "app_role_named_otherwise"


@pytest.mark.parametrize("right", ["INSERT ON history", "INSERT ON history_link", "UPDATE (said) ON ledger",
                                   "DELETE ON role_held", "TRUNCATE ON history", "INSERT ON role_held"])  # fmt: skip
def test_the_right_to_write_what_only_triggers_write_is_told(fresh_database: Any, right: str) -> None:
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as db:
        db.execute(f"GRANT {right} TO payung_app")
    assert ready(fresh_database)["role"] == "app_role_writes_history"
