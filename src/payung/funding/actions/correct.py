"""Correct what was booked: the opposite of every transfer of one entry. Nothing is rewritten."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from payung.funding.actions.move import Way, move
from payung.funding.models import Transfer
from payung.funding.queries import held_balance
from payung.units.refusal import Refused

# What follows from worker-months is undone by ending or invoicing them, not here.
BY_HAND = ("pledge", "receipt", "payment", "refund", "return")


def _owed_for(invoice: int | None) -> bool:
    """Whether months of a paid invoice have ended, so that BPJS owes for them or has given back."""
    gone = Transfer.objects.filter(kind="credit", from_account="paid")
    return invoice is not None and gone.filter(invoice_id=invoice).exists()


@transaction.atomic
def correct(*, entry: int, on: date, reason: str) -> int:
    """Books the opposite of an entry and gives its number.

    Raises Refused: "entry_unknown"; "entry_follows_cover" for what worker-months have caused; "entry_corrected" the second time;
    "entry_in_use" when the money has gone on since: it is spent, or months of the paid invoice have ended and BPJS owes for them.
    """
    made = list(Transfer.objects.filter(entry=entry).select_related("line").order_by("id"))
    if not made:
        raise Refused("entry_unknown", entry=entry)
    if any(each.kind not in BY_HAND or each.corrects_id for each in made):
        raise Refused("entry_follows_cover", entry=entry)
    held_balance(made[0].line)
    if Transfer.objects.filter(corrects__in=made).exists():
        raise Refused("entry_corrected", entry=entry)
    if any(each.to_account == "paid" for each in made) and _owed_for(made[0].invoice_id):
        raise Refused("entry_in_use", entry=entry)
    ways = [Way(each.kind, each.to_account, each.from_account, each.amount_idr, each.pk) for each in made]
    try:
        with transaction.atomic():
            return move(
                line=made[0].line, ways=ways, on=on, reason=reason, source=f"entry:{entry}", month=made[0].month,
                invoice=made[0].invoice_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("entry_in_use", entry=entry) from error
