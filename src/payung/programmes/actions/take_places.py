"""Take places for what a batch has decided: locked in one order, late, and never more than there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from payung.programmes.models import Programme
from payung.programmes.queries import statement
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def lock_quotas(*, line: FundingLine, programme: Programme) -> None:
    """Holds the quotas that the staged workers may take from until the end of the transaction."""
    with connection.cursor() as db:
        db.execute(statement("lock_quota"), {"line": line.pk, "top": programme.region})


def take_places(*, line: FundingLine, programme: Programme) -> int:
    """Counts the decided places as taken and gives how many. Raises Refused("places_gone") if a quota would be oversold."""
    with connection.cursor() as db:
        db.execute("SELECT count(*), count(DISTINCT village) FROM decided WHERE placed")
        places, villages = db.fetchone()
        if not places:
            return 0
        db.execute(statement("take_places"), {"line": line.pk, "top": programme.region})
        with_own_quota = _quotas_below(line, programme)
        if db.rowcount != 1 + min(villages, with_own_quota):
            raise Refused("places_gone", line=line.code)
        return int(places)


def _quotas_below(line: FundingLine, programme: Programme) -> int:
    with connection.cursor() as db:
        db.execute(
            "SELECT count(*) FROM quota WHERE line_id = %s AND region IN (SELECT village FROM decided WHERE placed)",
            [line.pk],
        )
        return int(db.fetchone()[0])
