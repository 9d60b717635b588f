"""Which day and which paper the ledger writes down for what follows in this transaction, and what it refuses in which words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection

from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def book(*, on: date, source: str) -> None:
    """Money that is committed, freed or invoiced from here on, in this transaction, carries this day and this paper."""
    with connection.cursor() as db:
        db.execute(
            "SELECT set_config('payung.on', %s, true), set_config('payung.source', %s, true)", [on.isoformat(), source]
        )


@contextmanager
def ledger_refuses(line: FundingLine) -> Iterator[None]:
    """What is written inside may ask for more than the line holds: Refused("money_short") then says how much is missing."""
    try:
        yield
    except IntegrityError as error:
        told = getattr(error.__cause__, "diag", None)
        if told is None or told.constraint_name != "line_commits_no_more_than_it_holds" or not told.message_detail:
            raise
        raise Refused("money_short", line=line.code, missing=in_rupiah(int(told.message_detail))) from error
