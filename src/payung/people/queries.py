"""Reads of workers, their consents and their requests, and why each class of data is kept."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from payung.people.models import BankAccount, DataRequest, Person
from payung.sealing.field import opened


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def by_nik(nik: str) -> Person | None:
    """The worker with this NIK inside the area that is seen, or None."""
    return Person.objects.filter(nik=nik).first()


def by_niks(niks: list[str]) -> dict[str, Person]:
    """The workers with these NIKs inside the area that is seen, by NIK."""
    return {person.nik: person for person in Person.objects.filter(nik__in=niks, erased_on=None)}


def ids_of_niks(niks: list[str]) -> list[int]:
    """The workers with these NIKs inside the area that is seen, by number; a million NIKs are one question."""
    with connection.cursor() as db:
        db.execute("SELECT id FROM person WHERE nik = ANY (%s) ORDER BY id", [niks])
        return [number for (number,) in db.fetchall()]


def held(person_id: int) -> Person | None:
    """The worker with this id in sight, kept from changing until the end of the transaction; None for nobody or a pseudonym."""
    return Person.objects.select_for_update().filter(pk=person_id, erased_on=None).first()


def held_by_niks(niks: list[str]) -> dict[str, Person]:
    """As `by_niks`, each worker kept from changing until the end of the transaction, held in one order."""
    known = Person.objects.select_for_update().filter(nik__in=niks, erased_on=None).order_by("pk")
    return {person.nik: person for person in known}


def by_id(person_id: int) -> Person | None:
    """The worker with this id inside the area that is seen, or None."""
    return Person.objects.filter(pk=person_id).first()


MOST_REQUESTS = 200


@dataclass(frozen=True, slots=True)
class Given:
    """One consent of one worker, and when and why it was withdrawn, if it was."""

    purpose: str
    given_on: date
    how: str
    noted_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_why: str | None


def consents_of(person_id: int) -> list[Given]:
    """What a worker has consented to, the latest first."""
    with connection.cursor() as db:
        db.execute(statement("consents_of"), {"person": person_id})
        return [Given(*row) for row in db.fetchall()]


def has_consented(person_id: int, purpose: str) -> bool:
    """Whether a worker's consent to something holds, as far as it is in sight."""
    return any(each.purpose == purpose and each.withdrawn_at is None for each in consents_of(person_id))


def consent_stands(person_id: int, purpose: str) -> bool | None:
    """Whether a worker in sight consents to something, wherever that was noted: False once all is withdrawn, None for never."""
    with connection.cursor() as db:
        db.execute("SELECT consent_stands(%s, %s)", [person_id, purpose])
        (stands,) = db.fetchone()
    return None if stands is None else bool(stands)


def requests_of(person_id: int) -> list[DataRequest]:
    """What a worker has asked about the own data, the latest first."""
    return list(DataRequest.objects.filter(person_id=person_id).order_by("-asked_at", "-id"))


def open_requests() -> list[DataRequest]:
    """The requests of the area that wait for an answer, the one that is due first on top; the first two hundred."""
    found = DataRequest.objects.filter(state="open").select_related("person")
    return list(found.order_by("due_at", "id")[:MOST_REQUESTS])


def answered_requests() -> list[DataRequest]:
    """The requests of the area that were answered last; fifty of them."""
    found = DataRequest.objects.exclude(state="open").select_related("person")
    return list(found.order_by("-done_at", "-id")[:50])


def answered_request(request_id: int) -> DataRequest | None:
    """An answered request with its person, inside the area that is seen, or None."""
    return DataRequest.objects.exclude(state="open").select_related("person").filter(pk=request_id).first()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a class of data is kept, counted from what, and how well that is known: proposed, not law."""

    months: int
    since: str
    evidence: str
    why: str


@cache
def classes() -> dict[str, dict[str, Any]]:
    """Every class of personal data with its columns, purpose, legal basis and retention, from `privacy.toml`."""
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
    return open_accounts().filter(person_id=person_id).first()


def accounts_of(person_id: int) -> list[BankAccount]:
    """Every bank account of a worker, the one in use first; the sealed columns stay sealed."""
    return list(BankAccount.objects.filter(person_id=person_id).order_by("-entered_at", "-id"))


def open_accounts() -> QuerySet[BankAccount]:
    """The open bank accounts in sight, one a worker at most; the sealed columns stay sealed."""
    return BankAccount.objects.filter(ended_at=None)


def accounts_in_use(people: Collection[int]) -> dict[int, BankAccount]:
    """The open bank account of each of these workers who has one, by worker."""
    return {each.person_id: each for each in open_accounts().filter(person__in=people)}


def last_digits(account: BankAccount) -> str:
    """The last four digits of an account, for a page that shows no more of it."""
    return str(opened(account, "last_digits"))
