"""Note by which code BPJS wants an invoice to be paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from payung.funding.queries import held_balance
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import Invoice


def note_payment_code(*, invoice: Invoice, code: str) -> None:
    """Writes the code on the invoice, or another in its place; noting the same again changes nothing.

    Raises Refused: "payment_code_missing"; "invoice_paid" once nothing is open, as its code has been used then;
    "payment_code_taken" when it is that of another invoice.
    """
    if not code:
        raise Refused("payment_code_missing")
    try:
        with transaction.atomic():
            held_balance(invoice.line)
            invoice.refresh_from_db()
            if invoice.payment_code == code:
                return
            if not invoice.open_idr:
                raise Refused("invoice_paid", invoice=str(invoice))
            invoice.payment_code = code
            invoice.save(update_fields=["payment_code"])
    except IntegrityError as error:
        raise Refused("payment_code_taken", given=code) from error
