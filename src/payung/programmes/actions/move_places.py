"""Move places that villages have not used to the villages whose waiting workers were decided on, and record it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.programmes.queries import planned_moves, statement

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def lock_all_quotas(*, line: FundingLine) -> None:
    """Holds every quota of a line, in the one order of locks, until the end of the transaction."""
    with connection.cursor() as db:
        db.execute("SELECT id FROM quota WHERE line_id = %s ORDER BY region FOR UPDATE", [line.pk])


def move_places(*, line: FundingLine, on: date, rule: str) -> None:
    """Follows the table `decided` (village, pot, turn): each turn takes one unused place of its pot, whose sum stays the same."""
    moves = planned_moves(line=line)
    facts: dict[str, Any] = {
        "line": line.pk, "on": on, "rule": rule, "giving": [giving for giving, _, _ in moves],
        "taking": [taking for _, taking, _ in moves], "places": [places for _, _, places in moves],
    }  # fmt: skip
    with connection.cursor() as db:
        db.execute(statement("move_places"), facts)
