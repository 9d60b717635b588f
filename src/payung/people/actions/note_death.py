"""Note on which day a worker died, or take the note back: the log keeps both. A claim of the heirs begins with this day."""

from __future__ import annotations

from datetime import date

from payung.people.models import Person
from payung.units.refusal import Refused


def note_death(*, person: int, died_on: date, on: date) -> None:
    """Writes the day on a worker in sight. Raises Refused("day_to_come") for one not yet come, Refused("died_before_birth")."""
    if died_on > on:
        raise Refused("day_to_come", given=died_on.isoformat())
    known = Person.objects.select_for_update().filter(pk=person)
    if (found := known.first()) and died_on < found.birth_on:
        raise Refused("died_before_birth", given=died_on.isoformat())
    known.update(died_on=died_on)


def take_back_death(*, person: int) -> None:
    """Takes the day away from a worker in sight of whom it was noted by mistake."""
    Person.objects.filter(pk=person).exclude(died_on=None).update(died_on=None)
