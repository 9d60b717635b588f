"""Move money between the accounts of a line: transfers made together under one entry. Every other action of money calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from payung.funding.queries import statement

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@dataclass(frozen=True, slots=True)
class Way:
    """One transfer to be: its kind, from, to and how much in whole rupiah; which transfer it corrects, if any."""

    kind: str
    giving: str
    taking: str
    amount_idr: int
    corrects: int | None = None


def move(
    *, line: FundingLine, ways: Sequence[Way], on: date | None, reason: str, source: str = "", month: date | None = None,
    invoice: int | None = None,
) -> int:  # fmt: skip
    """Writes the transfers that are not of nothing and gives the number of their entry. Without a day it is today's."""
    facts = {
        "line": line.pk, "on": on, "reason": reason, "source": source, "month": month, "invoice": invoice,
        "kinds": [way.kind for way in ways], "giving": [way.giving for way in ways], "taking": [way.taking for way in ways],
        "amounts": [way.amount_idr for way in ways], "corrects": [way.corrects for way in ways],
    }  # fmt: skip
    with connection.cursor() as db:
        db.execute(statement("move"), facts)
        return int(db.fetchone()[0])
