"""Promise money to a line: what it may commit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from payung.funding.actions.move import Way, move
from payung.funding.queries import held_balance, today_or
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@transaction.atomic
def pledge_up_to(
    *, line: FundingLine, total_idr: int, reason: str, source: str = "", not_after: date | None = None
) -> int:
    """Brings what is promised to a line to a total, by one transfer more or one back, and gives the difference in rupiah.

    It is booked today, or on a day if that comes first: a promise stands from the first day of the term it is for.

    Raises Refused("pledge_below_committed") when more than that is committed already; nothing is changed then.
    """
    held, on = held_balance(line), today_or(not_after)
    more = total_idr - held.promised_idr
    if more + held.left_idr < 0:
        used = held.promised_idr - held.left_idr
        raise Refused("pledge_below_committed", line=line.code, total=in_rupiah(total_idr), used=in_rupiah(used))
    if more > 0:
        move(line=line, ways=[Way("pledge", "promise", "left", more)], on=on, reason=reason, source=source)
    elif more < 0:
        move(line=line, ways=[Way("return", "left", "promise", -more)], on=on, reason=reason, source=source)
    return more
