"""Receive money of a line's payer, or give it back: what lies in the bank and may be paid out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from payung.funding.actions.move import Way, move
from payung.funding.queries import held_balance
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def _positive(amount_idr: int) -> None:
    if amount_idr <= 0:
        raise Refused("amount_not_positive", given=in_rupiah(amount_idr))


@transaction.atomic
def receive(*, line: FundingLine, amount_idr: int, on: date, reason: str, source: str) -> int:
    """Books what the payer sent and gives the entry. Raises Refused("amount_not_positive")."""
    _positive(amount_idr)
    return move(line=line, ways=[Way("receipt", "payer", "bank", amount_idr)], on=on, reason=reason, source=source)


@transaction.atomic
def give_back(*, line: FundingLine, amount_idr: int, on: date, reason: str, source: str) -> int:
    """Books what goes back to the payer and gives the entry. Raises Refused: "bank_short" for more than lies there,
    "bank_short_then" for more than lay there on that day or since."""
    _positive(amount_idr)
    held = held_balance(line)
    if held.bank_idr < amount_idr:
        raise Refused("bank_short", line=line.code, missing=in_rupiah(amount_idr - held.bank_idr))
    return move(line=line, ways=[Way("return", "bank", "payer", amount_idr)], on=on, reason=reason, source=source)
