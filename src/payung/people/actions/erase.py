"""Erase workers whose retention has ended: each becomes a pseudonym; enrolments, months, cards and sums stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.people.queries import erasable, retention, statement
from payung.units.refusal import Refused

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Erased:
    """How many workers became pseudonyms, how many images of what they were went with them, and the last id looked at."""

    people: int
    images: int
    last: int | None


def _erase(ids: list[int], on: date) -> int:
    with connection.cursor() as db:
        db.execute(statement("erase"), {"ids": ids, "on": on})
        db.execute("SELECT erase_traces(%s)", [ids])
        (images,) = db.fetchone()
    return int(images)


def erase(*, person: int, on: date) -> Erased:
    """Erases one worker. Must run inside `seeing`.

    Raises Refused with what stands against it: person_unknown, person_erased, person_covered, person_waits,
    person_claim_open, retention_running.
    """
    found = erasable(on, retention("identity").months, ids=[person])
    if not found:
        raise Refused("person_unknown")
    if found[0].against:
        raise Refused(found[0].against, months=retention("identity").months)
    return Erased(1, _erase([person], on), person)


def erase_next(*, after: int, on: date) -> Erased:
    """Erases those of the next thousand workers whose retention has ended; `last` is None when there are no more.

    Must run inside `seeing`, in a transaction of its own: what was killed is taken up again by looking from the start.
    """
    found = erasable(on, retention("identity").months, after=after, limit=AT_ONCE)
    ids = [each.id for each in found if not each.against]
    images = _erase(ids, on) if ids else 0
    return Erased(len(ids), images, found[-1].id if found else None)
