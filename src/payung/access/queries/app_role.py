"""Whether the role that the application runs under is bound, as everything else takes for granted."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from payung.units.refusal import Refused

_FAULTS = (Path(__file__).parents[1] / "sql" / "app_role_faults.sql").read_text("utf-8")


def app_role_faults(*, owner: str = "") -> list[Refused]:
    """What is wrong with the application's role, the worst first; empty when all is well. `owner`: who will own the tables."""
    with connection.cursor() as db:
        db.execute(_FAULTS, {"owner": owner})
        return [Refused(code, role=role) for code, role in db.fetchall()]
