"""Read a bank account in full: the reading is written down, with its reason, before anything is opened."""

from __future__ import annotations

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


def read_account(*, account: BankAccount, reason: str) -> OpenAccount:
    """The whole number and its holder. Raises Refused without a reason, or when the keys are not there."""
    note_reading(what="bank", table="bank_account", ids=[account.pk], reason=reason)
    (told,) = opened_rows([account], "number", "holder_name")
    return OpenAccount(account.bank, told["number"], told["holder_name"])
