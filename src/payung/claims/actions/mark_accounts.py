"""Mark accounts of heirs, so that the same one is seen on many claims: nobody opens a number for that."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from payung.claims.models import ClaimHeir
from payung.sealing.field import opened_rows
from payung.sealing.mark import marks_of
from payung.units.account import comparable
from payung.units.refusal import Refused

_BATCH = 500


def account_mark(bank: str, number: str) -> bytes:
    """By what this account is compared with others. Raises Refused without the right keyring."""
    return marks_of([comparable(bank, number)], purpose="account")[0]


def _opened(rows: Sequence[ClaimHeir]) -> list[tuple[ClaimHeir, str]]:
    """Each with its number: opened together, and one by one only where one does not open; that one is left out."""
    try:
        return [
            (row, str(told["account_number"]))
            for row, told in zip(rows, opened_rows(rows, "account_number"), strict=True)
        ]
    except Refused as refusal:
        if refusal.code != "sealed_value_damaged":
            raise
        return [pair for row in rows for pair in _opened([row])] if len(rows) > 1 else []


@transaction.atomic
def mark_accounts(*, after: int = 0) -> tuple[int | None, int]:
    """Marks the next accounts in sight that were entered before there were marks: gives the number of the last heir looked at,
    None at the end, and how many were marked. One that does not open is passed over. Raises Refused without the keyring."""
    waiting = ClaimHeir.objects.select_for_update().filter(
        account_number__isnull=False, account_mark=None, pk__gt=after
    )
    rows = list(waiting.order_by("pk")[:_BATCH])
    known = _opened(rows)
    marks = marks_of([comparable(row.bank, number) for row, number in known], purpose="account")
    for (row, _number), mark in zip(known, marks, strict=True):
        row.account_mark = mark
    ClaimHeir.objects.bulk_update([row for row, _number in known], ["account_mark"])
    return (rows[-1].pk if rows else None), len(known)


def mark_all() -> int:
    """Marks every account in sight that has no mark, in batches, and gives how many. Killed, it is run again."""
    after, total = mark_accounts()
    while after is not None:
        after, done = mark_accounts(after=after)
        total += done
    return total
