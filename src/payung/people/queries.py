"""Reads of workers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from payung.people.models import BankAccount, Person
from payung.sealing.field import opened


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def by_nik(nik: str) -> Person | None:
    """The worker with this NIK inside the area that is seen, or None."""
    return Person.objects.filter(nik=nik).first()


def by_id(person_id: int) -> Person | None:
    """The worker with this id inside the area that is seen, or None."""
    return Person.objects.filter(pk=person_id).first()


def open_account(person_id: int) -> BankAccount | None:
    """The worker's bank account that is in use, or None; its sealed columns stay sealed."""
    return BankAccount.objects.filter(person_id=person_id, ended_at__isnull=True).first()


def last_digits(account: BankAccount) -> str:
    """The last four digits of an account, for a page that shows no more of it."""
    return str(opened(account, "last_digits"))
