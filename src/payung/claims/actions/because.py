"""Why a claim is changed: the log, its steps and its corrections carry the reason that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from payung.units.refusal import Refused


@contextmanager
def because(why: str) -> Iterator[None]:
    """What is written inside carries this reason, and after it what the log was told before, as the way by which it came.

    Raises Refused("reason_missing").
    """
    said = " ".join(why.split())[:300]
    if not said:
        raise Refused("reason_missing")
    with connection.cursor() as db:
        db.execute("SELECT acting('reason')")
        before = db.fetchone()[0]
        db.execute("SELECT set_config('payung.reason', %s, true)", [f"{said} ({before})" if before else said])
    yield
    with connection.cursor() as db:
        db.execute("SELECT set_config('payung.reason', %s, true)", [before])
