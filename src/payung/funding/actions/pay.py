"""Pay an invoice, once; what BPJS owes is taken off the next one, or comes back as money."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from payung.funding.actions.move import Way, move
from payung.funding.models import Invoice
from payung.funding.queries import held_balance
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def _must_be(amount_idr: int, wanted_idr: int, invoice: Invoice) -> None:
    """An invoice is paid to the rupiah or not at all."""
    if amount_idr != wanted_idr:
        facts = {"invoice": str(invoice), "wanted": in_rupiah(wanted_idr), "given": in_rupiah(amount_idr)}
        raise Refused("payment_differs", **facts, difference=in_rupiah(amount_idr - wanted_idr))


@transaction.atomic
def pay(
    *, invoice: Invoice, amount_idr: int, offset_idr: int = 0, on: date, reason: str, source: str, overpaid_idr: int = 0
) -> int:
    """Pays what is open of an invoice, and gives the entry: `amount_idr` by the bank, `offset_idr` by what BPJS owes.

    Of what the bank has paid, `overpaid_idr` went beyond the invoice: it lies at BPJS and is to come back.

    Raises Refused: "invoice_paid" when nothing is open, "payment_differs" for a rupiah more or less than is open, "bank_short"
    for more than the line has received, "bank_short_then" for more than it had on that day, "owed_short" for more than BPJS owes.
    """
    held = held_balance(invoice.line)
    invoice.refresh_from_db()
    if not invoice.open_idr:
        raise Refused("invoice_paid", invoice=str(invoice))
    _must_be(amount_idr - overpaid_idr + offset_idr, invoice.open_idr, invoice)
    if held.bank_idr < amount_idr:
        raise Refused("bank_short", line=invoice.line.code, missing=in_rupiah(amount_idr - held.bank_idr))
    if held.owed_idr < offset_idr:
        raise Refused("owed_short", line=invoice.line.code, owed=in_rupiah(held.owed_idr))
    ways = [Way("payment", "invoiced", "paid", invoice.open_idr)]
    ways += [Way("payment", "bank", "bpjs", amount_idr)] if amount_idr else []
    # What was owed has paid this month instead: the money that this month would have taken is left again.
    ways += [Way("refund", "owed", "left", offset_idr)] if offset_idr else []
    return move(
        line=invoice.line, ways=ways, on=on, reason=reason, source=source, month=invoice.month, invoice=invoice.pk
    )


@transaction.atomic
def take_refund(*, line: FundingLine, amount_idr: int, on: date, reason: str, source: str) -> int:
    """Books money that BPJS gave back for months that ended after they were paid. Raises Refused("owed_short")."""
    held = held_balance(line)
    if amount_idr <= 0:
        raise Refused("amount_not_positive", given=in_rupiah(amount_idr))
    if held.owed_idr < amount_idr:
        raise Refused("owed_short", line=line.code, owed=in_rupiah(held.owed_idr))
    ways = [Way("refund", "owed", "left", amount_idr), Way("refund", "bpjs", "bank", amount_idr)]
    return move(line=line, ways=ways, on=on, reason=reason, source=source)
