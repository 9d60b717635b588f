"""Book money that went to BPJS beyond every invoice, and what of it comes back; also by a line of the bank's statement."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from payung.funding.actions.match_line import held_line, outgoing, said_why, source_of
from payung.funding.actions.move import Way, move
from payung.funding.actions.pay import take_refund
from payung.funding.models import StatementLine
from payung.funding.queries import held_balance
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def _positive(amount_idr: int) -> None:
    if amount_idr <= 0:
        raise Refused("amount_not_positive", given=in_rupiah(amount_idr))


@transaction.atomic
def overpay(*, line: FundingLine, amount_idr: int, on: date, reason: str, source: str) -> int:
    """Books money that really left the bank for BPJS and pays no invoice: twice, or too much. Gives the entry.

    Raises Refused: "bank_short" for more than the line has received, "bank_short_then" for more than it had on that day.
    """
    _positive(amount_idr)
    held = held_balance(line)
    if held.bank_idr < amount_idr:
        raise Refused("bank_short", line=line.code, missing=in_rupiah(amount_idr - held.bank_idr))
    return move(line=line, ways=[Way("payment", "bank", "bpjs", amount_idr)], on=on, reason=reason, source=source)


@transaction.atomic
def take_overpaid_back(*, line: FundingLine, amount_idr: int, on: date, reason: str, source: str) -> int:
    """Books what BPJS gave back of money beyond invoices and gives the entry. Raises Refused("overpaid_short")."""
    _positive(amount_idr)
    held = held_balance(line)
    if held.overpaid_idr < amount_idr:
        raise Refused("overpaid_short", line=line.code, overpaid=in_rupiah(held.overpaid_idr))
    return move(line=line, ways=[Way("refund", "bpjs", "bank", amount_idr)], on=on, reason=reason, source=source)


@transaction.atomic
def overpay_by_line(*, line: StatementLine, of: FundingLine, reason: str, by: str, at: datetime) -> int:
    """Books all of a line that went out as overpaid by a funding line, and gives the entry.

    Raises Refused: "statement_line_settled", "statement_line_incoming", "statement_reason_missing", and as `overpay`.
    """
    said = said_why(reason)
    held = held_line(outgoing(line))
    entry = overpay(line=of, amount_idr=-held.amount_idr, on=held.booked_on, reason=said, source=source_of(held))
    _decide(held, "overpaid", entry, said, by, at)
    return entry


@transaction.atomic
def give_back_by_line(
    *, line: StatementLine, to: FundingLine, overpaid: bool, reason: str, by: str, at: datetime
) -> int:
    """Books a line that came in as money that BPJS gave back to a funding line, overpaid or for months that ended.

    Gives the entry. Raises Refused: "statement_line_settled", "statement_line_outgoing", "statement_reason_missing",
    "overpaid_short" or "owed_short".
    """
    said = said_why(reason)
    if line.amount_idr < 0:
        raise Refused("statement_line_outgoing")
    held = held_line(line)
    do = take_overpaid_back if overpaid else take_refund
    entry = do(line=to, amount_idr=held.amount_idr, on=held.booked_on, reason=said, source=source_of(held))
    _decide(held, "refunded", entry, said, by, at)
    return entry


def _decide(held: StatementLine, outcome: str, entry: int, reason: str, by: str, at: datetime) -> None:
    decided = {"outcome": outcome, "entry": entry, "reason": reason, "decided_by": by, "decided_at": at}
    StatementLine.objects.filter(pk=held.pk).update(**decided)
