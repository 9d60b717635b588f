"""A death that was told by mistake: what it ended comes back, where a place is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from payung.membership.actions.take_back_end import take_back_end
from payung.membership.models import Enrolment
from payung.membership.queries import ended_by_death
from payung.people.actions.note_death import take_back_death
from payung.programmes.actions.move_places import lock_all_quotas
from payung.programmes.queries import programme
from payung.rules.law import Law
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

# The line's months are over, or the worker is on it again: nothing is left to come back.
_NOTHING_LEFT = ("term_over", "enrolment_stands")


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What became of an ended place or wait: placed again, waiting again, or why not."""

    line: FundingLine
    placed: bool
    why_not: Refused | None = None


def _back(law: Law, each: Enrolment, on: date) -> GivenBack | None:
    try:
        with transaction.atomic():
            held = programme(each.line.programme_code)
            return GivenBack(each.line, take_back_end(law=law, enrolment_id=each.pk, programme=held, on=on))
    except Refused as refusal:
        return None if refusal.code in _NOTHING_LEFT else GivenBack(each.line, placed=False, why_not=refusal)


@transaction.atomic
def take_back_ends(*, law: Law, person_id: int, on: date) -> list[GivenBack]:
    """Takes the day of death off a worker in sight and gives back what it ended, line by line, where that can be had.

    Locks: the worker must be held; the quotas of all the lines, then their balances.
    """
    ended = ended_by_death(person_id)
    for each in ended:
        lock_all_quotas(line=each.line)
    given = [_back(law, each, on) for each in ended]
    take_back_death(person=person_id)
    return [each for each in given if each]
