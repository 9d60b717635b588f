"""The world of `world.py` in a database of its own, committed: made once a run, copied for each file of tests."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.attacks.world import PLACES, build
from tests.attacks.world_claims import a_claim, a_complaint, an_accident
from tests.conftest import SERVER
from tests.database import drop_database, make_database

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@dataclass(frozen=True)
class World:
    """The addresses of the database that the world is in: of the program, and of the owner, who sees everything."""

    app_url: str
    owner_url: str

    def ask(self, statement: str, *given: Any) -> list[Any]:
        with psycopg.connect(self.owner_url) as db:
            return db.execute(statement, given or None).fetchall()


def _urls(name: str) -> World:
    app, owner = (make_conninfo(os.environ[key], dbname=name) for key in ("DATABASE_URL", "DATABASE_OWNER_URL"))
    return World(app, owner)


@contextmanager
def django_in(name: str, blocker: Any) -> Iterator[None]:
    """Django's connections go to another database for as long as the block lasts; what is written there stays."""
    from django.db import connections

    with blocker.unblock():
        before = {each.alias: each.settings_dict["NAME"] for each in connections.all()}
        connections.close_all()
        for each in connections.all():
            each.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connections.close_all()
            for each in connections.all():
                each.settings_dict["NAME"] = before[each.alias]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of the database in which the world was built, for the others to be copied from."""
    name = f"payung_world_{_WORKER}"
    make_database(SERVER, name)
    with django_in(name, django_db_blocker):
        build(tmp_path_factory.mktemp("world"))
        for place in PLACES:
            a_claim(place)
            an_accident(place)
            a_complaint(place)
    with psycopg.connect(
        make_conninfo(SERVER, dbname=name)
    ) as db:  # the page of sign-in names users of the demo to anybody
        db.execute("UPDATE app_user SET is_demo = false")
    yield name
    drop_database(SERVER, name)


@pytest.fixture(scope="module")
def world(made_once: str, request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[World]:
    """A world for one file of tests, with Django in it."""
    from django.conf import settings

    name = f"payung_{Path(request.node.name).stem}_{_WORKER}"[:60]
    make_database(SERVER, name, made_once)
    settings.RATES = False  # thousands of requests a minute are what these tests are for
    logging.disable(logging.ERROR)
    with django_in(name, django_db_blocker):
        yield _urls(name)
    logging.disable(logging.NOTSET)
    drop_database(SERVER, name)
