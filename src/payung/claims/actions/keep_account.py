"""Keep with a payout the account that it is sent to: from sealed to sealed, so that nobody reads a number for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from payung.claims.models import ClaimHeir, Payout, TreatmentLetter
from payung.claims.queries import payees, statement
from payung.people.models import BankAccount
from payung.sealing.field import give_keys, opened_rows, sealed_texts
from payung.units.refusal import Refused

_OF = {ClaimHeir: ("account_number", "account_holder"), BankAccount: ("number", "holder_name")}


def _opened(known: dict[int, ClaimHeir | BankAccount | TreatmentLetter]) -> dict[int, tuple[str, str, str]]:
    """Bank, number and holder by number of the payout; a hospital's are open."""
    found = {n: (each.bank, each.account_number, each.account_holder) for n, each in known.items()
             if isinstance(each, TreatmentLetter)}  # fmt: skip
    for kind, columns in _OF.items():
        own = {number: each for number, each in known.items() if isinstance(each, kind)}
        for (number, each), told in zip(own.items(), opened_rows(own.values(), *columns), strict=True):
            found[number] = (each.bank, told[columns[0]], told[columns[1]])
    return found


def keep_accounts(*, payouts: Sequence[Payout], digest: str) -> int:
    """Marks payouts (held, due) as sent in the file with this digest, each with its account, in one statement; gives how many.

    Raises Refused("account_missing") naming the claim of one that has none, and when the keys are not there.
    """
    if not payouts:
        return 0
    accounts = _opened(payees(payouts))
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
