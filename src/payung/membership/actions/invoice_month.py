"""Put a month of a line on an invoice: every worker-month of it that no invoice holds yet, exactly once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction

from payung.funding.actions.book import book
from payung.funding.queries import invoice
from payung.units.month import Month
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine, Invoice


@transaction.atomic
def invoice_month(*, line: FundingLine, month: Month, on: date, source: str = "") -> Invoice:
    """The invoice of what the month has that is on none yet: all of it, or nothing. Two who ask at once make one.

    Raises Refused("nothing_to_invoice") when every worker-month is on one already, or nobody is covered.
    """
    book(on=on, source=source)
    with connection.cursor() as db:
        db.execute("SELECT invoice_month(%s, %s)", [line.pk, month.first_day])
        (made,) = db.fetchone()
    if made is None:
        raise Refused("nothing_to_invoice", line=line.code, month=month.in_words())
    made_invoice = invoice(made)
    assert made_invoice is not None, "whoever sees the line's numbers sees its invoices"  # nosec B101
    return made_invoice
