"""Breaches, and the people whom a user, an address or a time window touched."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from payung.access.models import Breach, BreachNotice
from payung.access.queries.acting import (
    statement,
)


@dataclass(frozen=True, slots=True)
class Search:
    """Whom to look for in the log: a user, an address, a time window, or any mixture; or the breach that was saved of it."""

    username: str = ""
    address: str = ""
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    breach: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == Search()


@dataclass(frozen=True, slots=True)
class Touched:
    """How many people were touched: in a village or all, in a class of data or any; each counted once."""

    village: str | None
    data: str | None
    people: int


@dataclass(frozen=True, slots=True)
class TouchedPerson:
    """One person touched, with the classes of data and the ways; name and NIK are None for eyes that see no people."""

    id: int
    village: str
    data: list[str]
    name: str | None
    nik_masked: str | None


def _found(name: str, search: Search, **more: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as db:
        db.execute(statement(name), {**asdict(search), **more})
        return list(db.fetchall())


def touched(search: Search) -> list[Touched]:
    """Counts of the people whom the search finds, per village and class of data, with the sums first."""
    return [Touched(*row) for row in _found("breach_counts", search)]


def touched_people(search: Search, *, after: int = 0, village: str = "", limit: int | None = 50) -> list[TouchedPerson]:
    """The people whom the search finds, in the order of their numbers, after one of them."""
    return [TouchedPerson(*row) for row in _found("breach_people", search, after=after, village=village, limit=limit)]


def breach(number: int) -> Breach | None:
    """The breach with this number in the area that is seen, or None."""
    return Breach.objects.filter(pk=number).first()


def breaches() -> list[Breach]:
    """The breaches of the area that is seen, the newest first; the first hundred."""
    return list(Breach.objects.all()[:100])


def notices(of: Breach) -> list[BreachNotice]:
    """Who was told of a breach, in order of time."""
    return list(BreachNotice.objects.filter(breach=of))
