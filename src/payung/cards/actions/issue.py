"""Issue cards: one to every worker placed on a line who has none for the months that are paid."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction

from payung.cards.queries import statement
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@transaction.atomic
def issue(*, line: FundingLine, area: Area, on: date) -> int:
    """Issues what is missing in an area and gives how many cards that made. Repeating it makes none."""
    issued = 0
    with connection.cursor() as db:
        while True:
            db.execute(statement("issue"), {"line": line.pk, "from": area.starts, "until": area.ends, "on": on})
            if db.rowcount == 0:
                return issued
            issued += db.rowcount
