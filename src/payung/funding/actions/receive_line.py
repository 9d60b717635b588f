"""Book a line of a statement that came in as what a payer sent: as it was proposed, or by hand with a reason; once each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from payung.funding.actions.match_line import held_line, said_why, source_of
from payung.funding.actions.receive import receive
from payung.funding.models import StatementLine
from payung.funding.queries import held_balance
from payung.funding.queries.incoming import proposals
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

# What the ledger and the line say of a receipt that was proposed, by why it was.
_WHY = {"named": "menyebut {line}", "amount": "jumlahnya sama dengan komitmen {line} yang belum diterima"}


def _book(held: StatementLine, line: FundingLine, reason: str, by: str, at: datetime) -> int:
    entry = receive(line=line, amount_idr=held.amount_idr, on=held.booked_on, reason=reason, source=source_of(held))
    decided = {"outcome": "received", "entry": entry, "reason": reason, "decided_by": by, "decided_at": at}
    StatementLine.objects.filter(pk=held.pk).update(**decided)
    return entry


@transaction.atomic
def receive_proposed(*, line: StatementLine, to: FundingLine, by: str, at: datetime) -> int:
    """Books a line as the receipt that is proposed for it, and gives the entry.

    Raises Refused: "statement_line_settled" when somebody was faster, "statement_line_outgoing", and "receipt_not_proposed" when
    it is not, or no more, the one funding line that this money fits.
    """
    held = _incoming(line)
    held_balance(to)
    proposal = proposals([held])[held.pk]
    if proposal.line != to:
        raise Refused("receipt_not_proposed", line=to.code)
    return _book(held, to, _WHY[proposal.why].format(line=to.code), by, at)


@transaction.atomic
def receive_by_hand(*, line: StatementLine, to: FundingLine, reason: str, by: str, at: datetime) -> int:
    """Books a line as the receipt of a funding line that somebody chose, with the reason, and gives the entry.

    Raises Refused: "statement_line_settled", "statement_line_outgoing", "statement_reason_missing".
    """
    return _book(_incoming(line), to, said_why(reason), by, at)


def _incoming(line: StatementLine) -> StatementLine:
    if line.amount_idr < 0:
        raise Refused("statement_line_outgoing")
    return held_line(line)
