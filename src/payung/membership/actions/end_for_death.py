"""A worker has died: every place and wait ends with the month of the death, and the day is kept for the claim."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.membership.actions.end_enrolment import Ended
from payung.membership.actions.end_place import end_once_a_day, ending_of
from payung.membership.models import Enrolment
from payung.people.actions.note_death import note_death


@transaction.atomic
def end_for_death(*, person_id: int, died_on: date, on: date, source: str) -> Ended | None:
    """Ends whatever the worker holds or waits for and gives what came of it; None for somebody who holds nothing any more.

    Raises Refused: "day_to_come", "died_before_birth", and "ended_today_already" for a place taken back on the day it ended.
    """
    note_death(person=person_id, died_on=died_on, on=on)
    seats = Enrolment.objects.filter(person_id=person_id).exclude(state="ended")
    endings = [ending_of(each, why="died", happened_on=died_on) for each in seats]
    return end_once_a_day(endings, why="died", on=on, source=source) if endings else None
