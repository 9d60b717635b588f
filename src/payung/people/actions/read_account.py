"""Read a bank account in full: the reading is written down, with its reason, before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from payung.access.actions.note_reading import note_reading
from payung.people.models import BankAccount
from payung.sealing.field import opened_rows


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """An account as it is shown to the one who gave a reason; its repr shows nothing of it."""

    bank: str
    number: str = field(repr=False)
    holder_name: str = field(repr=False)


def read_accounts(*, accounts: Sequence[BankAccount], reason: str) -> list[OpenAccount]:
    """These accounts in full, in their order. Raises Refused without a reason, or when the keys are not there."""
    if not accounts:
        return []
    note_reading(what="bank", table="bank_account", ids=[each.pk for each in accounts], reason=reason)
    told = opened_rows(accounts, "number", "holder_name")
    return [OpenAccount(row.bank, **values) for row, values in zip(accounts, told, strict=True)]


def read_account(*, account: BankAccount, reason: str) -> OpenAccount:
    """The whole number and its holder. Raises Refused without a reason, or when the keys are not there."""
    return read_accounts(accounts=[account], reason=reason)[0]
