"""The log: what a user did, what changed on a row, who read it."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from psycopg import sql

from payung.access.models import History

PAGE = 50
_LAST_ID = 2**63 - 1


def _page(found: QuerySet[History], before: int | None) -> tuple[list[History], int | None]:
    rows = list(found.filter(id__lt=before or _LAST_ID).order_by("-id")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def done_by(username: str, *, before: int | None = None) -> tuple[list[History], int | None]:
    """One page of what a user did, the newest first, and the number to go on from, if any. In the area that is seen."""
    return _page(History.objects.filter(by=username), before)


def changes_of(table: str, row: int, *, before: int | None = None) -> tuple[list[History], int | None]:
    """One page of what was changed on a row, the newest first."""
    changes = History.objects.filter(table_name=table, verb__in=("U", "D"), row_ids__0=row)
    return _page(changes, before)


def readings_of(table: str, row: int, *, before: int | None = None) -> tuple[list[History], int | None]:
    """One page of who read a row or took it out in an export, the newest first."""
    with connection.cursor() as db:
        db.execute("SELECT readings_of(%s, %s, %s, %s)", [table, row, before or _LAST_ID, PAGE + 1])
        ids = [number for (number,) in db.fetchall()]
    return _page(History.objects.filter(id__in=ids), before)


def row_as_it_is(table: str, row: int) -> dict[str, Any]:
    """What a row says now, by column; empty when it is gone or not seen."""
    with connection.cursor() as db:
        statement = sql.SQL("SELECT to_jsonb(kept) FROM {} AS kept WHERE id = %s").format(sql.Identifier(table))
        db.execute(statement, [row])
        found = db.fetchone()
    return dict(json.loads(found[0]) if isinstance(found[0], str) else found[0]) if found else {}
