"""Make this installation ready: server, roles, tables, region tree. Repeating it changes nothing and takes a second."""

from __future__ import annotations

import os

from payung.config import cluster

# Any number that no other program on the same database uses for its advisory locks.
_ONE_AT_A_TIME = 20251121


def connect() -> dict[str, str]:
    """The database server running and Django set up on it. Gives the connection strings by purpose."""
    urls = cluster.connect_cluster()
    cluster.remember(urls)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    import django

    django.setup()
    return urls


def migrate(urls: dict[str, str]) -> None:
    """Brings the tables up to date, as their owner; two at once wait for each other."""
    import psycopg
    from django.core.management import call_command

    cluster.prepare_rights(urls["owner"])
    with psycopg.connect(urls["owner"], autocommit=True) as lock:
        lock.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        call_command("migrate", database="owner", verbosity=0, interactive=False)


def ready() -> dict[str, str]:
    """Everything that has to stand before the first list can come in."""
    urls = connect()
    migrate(urls)
    from payung.regions.actions.load_regions import load_regions

    load_regions()
    return urls
