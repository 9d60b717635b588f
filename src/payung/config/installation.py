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


def refuse_a_loose_role() -> None:
    """Nothing is made and nobody is served while the application's role sees or writes more than the pages take for granted.

    Raises Refused with the worst of what `app_role_faults` finds.
    """
    from django.db import connections

    from payung.access.queries import app_role_faults

    with connections["owner"].cursor() as db:
        db.execute("SELECT current_user")
        (owner,) = db.fetchone()
    for fault in app_role_faults(owner=owner):
        raise fault


def migrate(urls: dict[str, str]) -> None:
    """Brings the tables up to date, as their owner; two at once wait for each other. Raises Refused for a loose role."""
    import psycopg
    from django.core.management import call_command

    refuse_a_loose_role()
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
