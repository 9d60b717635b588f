"""Move money between the accounts of a line: transfers made together under one entry. Every other action of money calls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction

from payung.funding.queries import statement
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

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
    """Writes the transfers that are not of nothing and gives the number of their entry. Without a day it is today's.

    Raises Refused("bank_short_then") for what is dated before its money came: the bank would have been below zero on a day since.
    """
    facts = {
        "line": line.pk, "on": on, "reason": reason, "source": source, "month": month, "invoice": invoice,
        "kinds": [way.kind for way in ways], "giving": [way.giving for way in ways], "taking": [way.taking for way in ways],
        "amounts": [way.amount_idr for way in ways], "corrects": [way.corrects for way in ways],
    }  # fmt: skip
    with _bank_refuses(line), transaction.atomic(), connection.cursor() as db:
        db.execute(statement("move"), facts)
        return int(db.fetchone()[0])


@contextmanager
def _bank_refuses(line: FundingLine) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        told = getattr(error.__cause__, "diag", None)
        if told is None or told.constraint_name != "line_pays_nothing_before_its_money_came":
            raise
        day, missing = told.message_detail.split()
        raise Refused("bank_short_then", line=line.code, day=day, missing=in_rupiah(int(missing))) from error
