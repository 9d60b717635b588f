"""End one worker's place, or the wait for one: for a death every place and wait, and the day is kept for the claim."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from payung.membership.actions.end_enrolment import Ended, Ending, end_enrolments, first_month_free
from payung.membership.models import Enrolment
from payung.membership.queries import first_covered_month
from payung.people.actions.note_death import note_death
from payung.units.month import Month
from payung.units.refusal import Refused


def ending_of(enrolment: Enrolment, *, why: str, happened_on: date) -> Ending:
    """The ending of one enrolment for something that happened on a day: with the first month that is not covered any more."""
    start = first_covered_month(enrolment.person_id, enrolment.line_id)
    return Ending(enrolment.pk, first_month_free(why, happened_on, from_the_start=start))


def _all_that_ends(enrolment: Enrolment, why: str) -> list[Enrolment]:
    """A death ends whatever the worker holds or waits for; anything else this one alone."""
    if why != "died":
        return [enrolment]
    return list(Enrolment.objects.filter(person_id=enrolment.person_id).exclude(state="ended"))


def end_once_a_day(endings: list[Ending], *, why: str, on: date, source: str) -> Ended:
    """Ends them. Raises Refused("ended_today_already") for a place that was taken back and would end once more on one day: the
    log can tell no two ends of a day apart."""
    try:
        with transaction.atomic():
            return end_enrolments(endings=endings, why=why, on=on, source=source)
    except IntegrityError as error:
        if "enrolment_is_one_per_person_and_line" not in str(error):
            raise
        raise Refused("ended_today_already") from error


@transaction.atomic
def end_place(*, enrolment_id: int, why: str, happened_on: date, on: date, source: str = "") -> Ended:
    """Ends an enrolment in sight and gives what came of it; the place goes to the first who waits. Two who end it at once end it
    once.

    Raises Refused: "enrolment_unknown", "day_to_come" for something that has not happened yet, "end_reason_unknown",
    "died_before_birth", and "enrolment_has_ended" when somebody was faster, or it ended on this very day before.
    """
    enrolment = Enrolment.objects.filter(pk=enrolment_id).first()
    if enrolment is None:
        raise Refused("enrolment_unknown")
    if happened_on > on:
        raise Refused("day_to_come", given=happened_on.isoformat())
    if why == "died":
        # First of all: whoever enrols the worker at this moment is waited for, and the new seat is seen.
        note_death(person=enrolment.person_id, died_on=happened_on, on=on)
    endings = [ending_of(each, why=why, happened_on=happened_on) for each in _all_that_ends(enrolment, why)]
    ended = end_once_a_day(endings, why=why, on=on, source=source or f"enrolment:{enrolment_id}")
    if not ended.places + ended.waits:
        raise Refused("enrolment_has_ended")
    return ended


def last_month_covered(first_free: Month, start: Month | None) -> Month | None:
    """The last month that stays covered, or None when no month does."""
    return first_free.plus(-1) if start and start < first_free else None
