"""Note by which code BPJS wants an invoice to be paid, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from payung.funding.queries import held_balance
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import Invoice


LETTERS_AT_LEAST = 6


def tells_apart(code: str) -> bool:
    """Whether a code is found in a bank's text only where it is meant: six letters or digits at least, a digit among them."""
    letters = [each for each in code if each.isascii() and each.isalnum()]
    return len(letters) >= LETTERS_AT_LEAST and any(each.isdigit() for each in letters)


def note_payment_code(*, invoice: Invoice, code: str) -> None:
    """Writes the code on the invoice, or another in its place; noting the same again changes nothing.

    Raises Refused: "payment_code_missing"; "payment_code_short" for one that would be found in much text; "invoice_paid" once
    nothing is open, as its code has been used then; "payment_code_taken" when it is that of another invoice.
    """
    if not code:
        raise Refused("payment_code_missing")
    if not tells_apart(code):
        raise Refused("payment_code_short", least=LETTERS_AT_LEAST)
    try:
        _write(invoice, code)
    except IntegrityError as error:
        raise Refused("payment_code_taken", given=code) from error


def clear_payment_code(*, invoice: Invoice) -> None:
    """Takes the code off the invoice: no line of a statement pays it by that any more. Raises Refused("invoice_paid")."""
    _write(invoice, None)


@transaction.atomic
def _write(invoice: Invoice, code: str | None) -> None:
    held_balance(invoice.line)
    invoice.refresh_from_db()
    if invoice.payment_code == code:
        return
    if not invoice.open_idr:
        raise Refused("invoice_paid", invoice=str(invoice))
    invoice.payment_code = code
    invoice.save(update_fields=["payment_code"])
