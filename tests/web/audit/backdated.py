"""Entries of the log as they would stand there from another day: written past its triggers, and taken out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection

from payung.config import cluster
from tests.conftest import SERVER
from tests.roles import TANJUNGSARI, put


@contextmanager
def _past_the_triggers() -> Iterator[psycopg.Connection]:
    url = cluster.as_role(SERVER, "postgres", str(connection.settings_dict["NAME"]))
    with psycopg.connect(url) as db:
        db.execute("SET session_replication_role = replica")
        yield db


@contextmanager
def logged(*entries: dict[str, Any]) -> Iterator[list[int]]:
    """Committed entries, for as long as the block lasts; gives their numbers."""
    said = {"at": datetime.now().astimezone(), "by": "lama", "table_name": "person", "village": TANJUNGSARI}
    with _past_the_triggers() as db:
        ids = [int(put(db, "history", **{**said, **each})) for each in entries]
    try:
        yield ids
    finally:
        with _past_the_triggers() as db:
            db.execute("DELETE FROM history WHERE id = ANY (%s)", [ids])
