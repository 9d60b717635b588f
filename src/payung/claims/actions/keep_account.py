"""Keep with a payout the account that it is sent to: from sealed to sealed, so that nobody reads a number for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from payung.claims.models import ClaimHeir, Payout, TreatmentLetter
from payung.claims.queries import payees, statement
from payung.sealing.field import give_keys, opened_rows, sealed_texts
from payung.units.refusal import Refused

_HEIRS, _WORKERS = ("account_number", "account_holder"), ("number", "holder_name")


def _opened(known: dict[int, Any]) -> dict[int, tuple[str, str, str]]:
    """Bank, number and holder by number of the payout, from whose account it goes to; a hospital's are open."""
    letters = {n: each for n, each in known.items() if isinstance(each, TreatmentLetter)}
    heirs = {n: each for n, each in known.items() if isinstance(each, ClaimHeir)}
    workers = {n: each for n, each in known.items() if n not in letters and n not in heirs}
    found = {n: (each.bank, each.account_number, each.account_holder) for n, each in letters.items()}
    for own, (number, holder) in ((heirs, _HEIRS), (workers, _WORKERS)):
        told = opened_rows(own.values(), number, holder)
        found |= {n: (own[n].bank, row[number], row[holder]) for n, row in zip(own, told, strict=True)}
    return found


def keep_accounts(*, payouts: Sequence[Payout], digest: str) -> int:
    """Marks payouts (held, due) as sent in the file with this digest, each with its account, in one statement; gives how many.

    Raises Refused("account_missing") naming the claim of one that has none, and when the keys are not there.
    """
    if not payouts:
        return 0
    accounts = _opened(dict(payees(payouts)))
    for each in payouts:
        if each.pk not in accounts:
            raise Refused("account_missing", number=each.claim.number)
        each.bank_file = digest
        each.sent_bank, each.sent_number, each.sent_holder = accounts[each.pk]
    give_keys(payouts)
    facts: dict[str, Any] = {
        "file": digest, "ids": [each.pk for each in payouts], "banks": [each.sent_bank for each in payouts],
        "numbers": sealed_texts(payouts, "sent_number"), "holders": sealed_texts(payouts, "sent_holder"),
    }  # fmt: skip
    with connection.cursor() as db:
        db.execute(statement("send_payouts"), facts)
        return len(db.fetchall())
