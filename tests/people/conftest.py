"""What the tests of erasure stand on: ten years of retention cannot be waited for."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest


@pytest.fixture
def years_later() -> Iterator[None]:
    """The last day that the database lets an erasure be dated with lies in 2100 for one test; the owner alone can say so."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as db:
        (today,) = db.execute("SELECT pg_get_functiondef('last_day_of_erasure'::regproc)").fetchone()  # type: ignore[misc]
        db.execute(
            "CREATE OR REPLACE FUNCTION last_day_of_erasure() RETURNS date LANGUAGE sql STABLE RETURN '2100-01-01'::date"
        )
        try:
            yield
        finally:
            db.execute(today)
