"""What a booking would do, found out by doing it and taking it back: the same code, and the same refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

from payung.funding.queries import held_balance
from payung.web.funding.words import account_words

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

_ACCOUNTS = ("left", "committed", "invoiced", "paid", "owed", "bank", "bpjs")


class _TakeBack(Exception):
    pass


def rehearse(line: FundingLine, do: Callable[[], object]) -> list[tuple[str, int, int]]:
    """The accounts that a booking would change: word, rupiah before and after. Nothing of it stays. Raises what it raises."""
    before = held_balance(line)
    after = before
    try:
        with transaction.atomic():
            do()
            after = held_balance(line)
            raise _TakeBack
    except _TakeBack:
        pass
    sums = [(name, getattr(before, f"{name}_idr"), getattr(after, f"{name}_idr")) for name in _ACCOUNTS]
    return [(account_words(name), was, then) for name, was, then in sums if was != then]
