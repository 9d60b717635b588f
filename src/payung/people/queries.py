"""Reads of workers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

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


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a class of data is kept, counted from what, and how well that is known: proposed, not law."""

    months: int
    since: str
    evidence: str
    why: str


@cache
def classes() -> dict[str, dict[str, Any]]:
    """Every class of data with its titles and its retention, from `privacy.toml`."""
    return tomllib.loads((Path(__file__).parent / "privacy.toml").read_text("utf-8"))


@cache
def retention(name: str) -> Retention:
    """How long a class of data is kept."""
    return Retention(**classes()[name]["retention"])


@dataclass(frozen=True, slots=True)
class Erasable:
    """A worker and the code of what stands against erasing, None when nothing does."""

    id: int
    village: str
    against: str | None


def erasable(
    on: date, months: int, *, after: int = 0, limit: int | None = None, ids: list[int] | None = None
) -> list[Erasable]:
    """Workers of the area in the order of their ids, with what stands against erasing each on a day."""
    asked: dict[str, Any] = {"on": on, "months": months, "after": after, "limit": limit, "ids": ids}
    with connection.cursor() as db:
        db.execute(statement("erasable"), asked)
        return [Erasable(*row) for row in db.fetchall()]


def open_account(person_id: int) -> BankAccount | None:
    """The worker's bank account that is in use, or None; its sealed columns stay sealed."""
    return BankAccount.objects.filter(person_id=person_id, ended_at__isnull=True).first()


def last_digits(account: BankAccount) -> str:
    """The last four digits of an account, for a page that shows no more of it."""
    return str(opened(account, "last_digits"))
