"""The clock of a claim: how many working days are left to pay it, or how many it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from payung.claims.queries.work import OVER
from payung.rules.deadline import working_days
from payung.rules.law import law
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.claims.models import Claim


@dataclass(frozen=True, slots=True)
class Clock:
    """The last day to pay, the working days until then, and the days that it is over, by the calendar."""

    due_on: date
    left: int
    over_days: int

    @property
    def is_over(self) -> bool:
        return self.over_days > 0

    @property
    def tone(self) -> str:
        """The colour of the clock: red when it is over, amber for the last two working days."""
        return "refused" if self.is_over else "waiting" if self.left <= _SOON else "covered"


_SOON = 2


def clock_until(due_on: date) -> Clock:
    """The clock of whatever has to be done by a day."""
    today = day_of_judgement()
    return Clock(due_on, working_days(law(), today, due_on), max(0, (today - due_on).days))


def clock_of(claim: Claim) -> Clock | None:
    """The clock of a claim that is complete and not over; None while none runs."""
    if claim.due_on is None or claim.state in OVER:
        return None
    return clock_until(claim.due_on)
