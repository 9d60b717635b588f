"""What is asked of whoever joins, in one place for the checks of a list and for the answer about one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.rules.law import Law, Value


@dataclass(frozen=True, slots=True)
class Limits:
    """What a programme asks on top of the law: the highest DTSEN decile and the occupations it is for (none: all), and where
    it says so."""

    decile_at_most: int | None = None
    occupations: Sequence[str] = ()
    source: str = "aturan program"


NO_LIMITS = Limits()


def age_limits(law: Law, on: date) -> tuple[Value, Value]:
    """The age in years that a member must be below on a day, and the age that is the least."""
    return law.on("eligibility/age_below", on), law.on("eligibility/age_from", on)
