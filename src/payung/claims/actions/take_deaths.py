"""Take the civil registry's list of deaths: the day is noted on workers who are known, and their cover ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from payung.membership.actions.end_for_death import end_for_death
from payung.people.queries import held_by_niks
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.people.models import Person

# What became of a row. noted: the day was new; known: it was noted already; another-day: another one was, and stays;
# another-name: the NIK is known under a name that has no word in common, so somebody has to look; stranger: no worker in sight.
OUTCOMES = ("noted", "known", "another-day", "another-name", "stranger", "refused")


@dataclass(frozen=True, slots=True)
class Given:
    """What a row of the list says."""

    row: int
    nik: str = field(repr=False)
    name: str = field(repr=False)
    died_on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: the outcome, the worker if one is known, and the code of a refusal with its facts."""

    row: int
    outcome: str
    person: Person | None = None
    refusal: Refused | None = None


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word, or one of them is not said."""
    words, others = set(one.upper().replace(".", " ").split()), set(other.upper().replace(".", " ").split())
    return not words or not others or bool(words & others)


def _taken(given: Given, known: Person, on: date, source: str) -> Outcome:
    if not _alike(given.name, known.name):
        return Outcome(given.row, "another-name", known)
    if known.died_on:
        return Outcome(given.row, "known" if known.died_on == given.died_on else "another-day", known)
    try:
        with transaction.atomic():
            end_for_death(person_id=known.pk, died_on=given.died_on, on=on, source=source)
    except Refused as refusal:
        return Outcome(given.row, "refused", known, refusal)
    return Outcome(given.row, "noted", known)


@transaction.atomic
def take_deaths(*, deaths: Sequence[Given], on: date, source: str) -> list[Outcome]:
    """Notes each death of the list on the worker in sight with that NIK, ends what the worker holds, and says what became of each
    row. The same list again changes nothing."""
    # All at once, before any quota: who enrols holds workers first as well (docs/locking.md).
    known = held_by_niks([each.nik for each in deaths])
    outcomes = [
        _taken(each, known[each.nik], on, source) if each.nik in known else Outcome(each.row, "stranger")
        for each in deaths
    ]
    return sorted(outcomes, key=lambda each: each.row)
