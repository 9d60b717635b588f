"""Tests that run side by side do not share a database, nor do statements of one test go to two."""

import os

import pytest
from django.db import connection, connections
from psycopg.conninfo import conninfo_to_dict

from tests.longest import FOLDER, LONGEST


@pytest.mark.django_db
def test_a_worker_has_a_database_of_its_own():
    expected = f"payung_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with connection.cursor() as db:
        db.execute("SELECT current_database()")
        assert db.fetchone() == (expected,)
    assert connections.settings["owner"]["NAME"] == expected
    assert {conninfo_to_dict(os.environ[url])["dbname"] for url in ("DATABASE_URL", "DATABASE_OWNER_URL")} == {expected}


def test_every_file_that_starts_first_is_there():
    assert [name for name in LONGEST if not (FOLDER / name).is_file()] == []
    assert len({*LONGEST}) == len(LONGEST)
