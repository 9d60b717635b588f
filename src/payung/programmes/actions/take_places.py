"""Take places for what a batch has decided, at every level at once: locked in one order, late, and never more than there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.access.queries import prepared
from payung.programmes.queries import levels, statement
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def lock_quotas(*, line: FundingLine) -> int:
    """Holds the quotas that the decided workers may take from until the end of the transaction.

    Gives how many places the scarcest of them has left: so many workers fit in any case. Without a quota that is none.
    """
    with prepared() as db:
        db.execute(statement("lock_quota"), {"line": line.pk})
        return min((int(left) for (left,) in db.fetchall()), default=0)


def fit_places(*, line: FundingLine, rows: int, above_villages: bool = False) -> None:
    """Lets the table `decided` (turn, village, placed) keep only as many placed as every level has places, from the villages up.

    So it keeps the first in turn that fit all levels: what a level leaves over can only be fewer at the level above. Without the
    level of the villages where these are given the places afterwards.
    """
    if not rows:
        return
    with prepared() as db:
        for length in levels(line):
            if not (above_villages and length == 13):
                db.execute(statement("fit_places"), {"line": line.pk, "length": length})


def take_places(*, line: FundingLine) -> int:
    """Counts the decided places as taken at every level and gives how many. Raises Refused("places_gone") if one lacked them."""
    with prepared() as db:
        db.execute(statement("take_places"), {"line": line.pk})
        places, due, taken = db.fetchone()
        if places and (due != taken or not due):
            raise Refused("places_gone", line=line.code)
        return int(places)
