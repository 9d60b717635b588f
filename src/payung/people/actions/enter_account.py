"""Enter the bank account that a worker's benefits are paid to; the one before is ended, not deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.people.models import BankAccount, Person
from payung.units.refusal import Refused

SHORTEST, LONGEST = 6, 20
_HOLDER_LONGEST, _BANK_LONGEST = 150, 60


def _digits(number: str) -> str:
    """The number without the blanks, dots and dashes that people put into it. Raises Refused for anything but digits."""
    digits = "".join(character for character in number if character not in " .-")
    if not digits.isascii() or not digits.isdigit():
        raise Refused("account_number_no_digits")
    if not SHORTEST <= len(digits) <= LONGEST:
        raise Refused("account_number_length", shortest=SHORTEST, longest=LONGEST, given=len(digits))
    return digits


def _named(bank: str, holder_name: str) -> tuple[str, str]:
    bank, holder_name = " ".join(bank.split()), " ".join(holder_name.split())
    if not 0 < len(bank) <= _BANK_LONGEST:
        raise Refused("account_bank_missing")
    if not 0 < len(holder_name) <= _HOLDER_LONGEST:
        raise Refused("account_holder_missing")
    return bank, holder_name


def account_of(*, bank: str, number: str, holder_name: str) -> tuple[str, str, str]:
    """Digits, bank and holder as they are kept. Raises Refused for a number that is none, or a missing bank or holder."""
    return _digits(number), *_named(bank, holder_name)


def enter_account(*, person: Person, bank: str, number: str, holder_name: str, by: str, at: datetime) -> BankAccount:
    """Ends the account in use, if any, and enters this one, sealed: both or neither.

    Raises Refused for a number that is none, or a missing bank or holder.
    """
    digits, bank, holder_name = account_of(bank=bank, number=number, holder_name=holder_name)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # two at once would both find no account to end
        BankAccount.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at)
        return BankAccount.objects.create(
            person=person, village=person.village, bank=bank, number=digits, last_digits=digits[-4:],
            holder_name=holder_name, entered_by=by, entered_at=at,
        )  # fmt: skip
