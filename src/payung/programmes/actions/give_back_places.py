"""Give places back that were held or taken: at every level at once, locked in the one order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from payung.programmes.queries import statement


def lock_around(*, line_id: int, villages: Sequence[str]) -> None:
    """Holds the quotas of a line around villages until the end of the transaction."""
    with connection.cursor() as db:
        db.execute(statement("lock_around"), {"line": line_id, "villages": list(villages)})


def give_back(*, line_id: int, villages: Sequence[str]) -> None:
    """One place less is taken for each time a village is named."""
    with connection.cursor() as db:
        db.execute(statement("give_back"), {"line": line_id, "villages": list(villages)})
