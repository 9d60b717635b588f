"""Correct what was booked: the opposite of every transfer of one entry. Nothing is rewritten."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import IntegrityError, transaction

from payung.funding.actions.move import Way, move
from payung.funding.models import LineBalance, Transfer
from payung.funding.queries import held_balance
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

# What follows from worker-months is undone by ending or invoicing them, not here.
BY_HAND = ("pledge", "receipt", "payment", "refund", "return")


def _owed_for(invoice: int | None) -> int:
    """How many rupiah of a paid invoice have ended since, so that BPJS owes them or has given them back."""
    gone = Transfer.objects.filter(kind="credit", from_account="paid")
    return sum(gone.filter(invoice_id=invoice).values_list("amount_idr", flat=True)) if invoice else 0


def _gone_on(held: LineBalance, made: list[Transfer]) -> int:
    """How many rupiah of what transfers brought to an account lie there no more; 0 when all of it does."""
    change: Counter[str] = Counter()
    for each in made:
        change[each.to_account] -= each.amount_idr
        change[each.from_account] += each.amount_idr
    # Promise and payer give without a bound: they stand below zero by what they gave.
    kept = ((account, amount) for account, amount in change.items() if account not in ("promise", "payer"))
    overpaid_idr = held.overpaid_idr + change["bpjs"] - change["paid"] - change["owed"]
    return max([0, -overpaid_idr, *(-(getattr(held, f"{account}_idr") + amount) for account, amount in kept)])


@transaction.atomic
def correct(*, entry: int, on: date, reason: str) -> int:
    """Books the opposite of an entry and gives its number. A line of a statement that made the entry is opened again with it.

    Raises Refused: "entry_unknown"; "entry_follows_cover" for what worker-months have caused; "entry_corrected" the second time;
    "entry_in_use" when its money has gone on since, with how much of it: spent, or owed for months that ended after the payment.
    """
    made = list(Transfer.objects.filter(entry=entry).select_related("line").order_by("id"))
    if not made:
        raise Refused("entry_unknown", entry=entry)
    if any(each.kind not in BY_HAND or each.corrects_id for each in made):
        raise Refused("entry_follows_cover", entry=entry)
    held = held_balance(made[0].line)
    if Transfer.objects.filter(corrects__in=made).exists():
        raise Refused("entry_corrected", entry=entry)
    owed = _owed_for(made[0].invoice_id) if any(each.to_account == "paid" for each in made) else 0
    if missing := max(owed, _gone_on(held, made)):
        raise Refused("entry_in_use", entry=entry, missing=in_rupiah(missing))
    ways = [Way(each.kind, each.to_account, each.from_account, each.amount_idr, each.pk) for each in made]
    try:
        with transaction.atomic():
            return move(
                line=made[0].line, ways=ways, on=on, reason=reason, source=f"entry:{entry}", month=made[0].month,
                invoice=made[0].invoice_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("entry_in_use", entry=entry) from error
