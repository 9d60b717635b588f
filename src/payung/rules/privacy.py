"""By when a person's request about the own data is answered, and a breach told: hours counted from the moment itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from payung.rules.law import Law, Value
from payung.units.refusal import Refused

# Kind of request and the concept that says how long its answer may take. Source: UU 27/2022.
HOURS_OF = {
    "file": "access_hours",
    "correction": "correction_hours",
    "restriction": "restriction_hours",
    "erasure": "erasure_hours",
    "withdrawal": "withdrawal_hours",
    "breach": "breach_hours",
}
KINDS = tuple(kind for kind in HOURS_OF if kind != "breach")
_JAKARTA = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when, by which value of the law, and how well that is known."""

    due_at: datetime
    rule: Value


def clock(law: Law, kind: str, asked_at: datetime) -> Clock:
    """The last moment to answer: exactly so many hours after the request, whatever the days between are.

    The law of the day of the request in western Indonesia counts. Raises Refused("kind_unknown"); ValueError for a moment
    without a time zone.
    """
    if kind not in HOURS_OF:
        raise Refused("kind_unknown", kind=kind, known=", ".join(HOURS_OF))
    if asked_at.tzinfo is None:
        raise ValueError("a moment has a time zone")
    rule = law.on(f"privacy/{HOURS_OF[kind]}", asked_at.astimezone(_JAKARTA).date())
    # Counted in world time: hours are hours, also where clocks are changed in between.
    return Clock(asked_at.astimezone(UTC) + timedelta(hours=rule.value), rule)


def hours_left(due_at: datetime, now: datetime) -> int:
    """Whole hours until a moment, none of them begun; negative once it has passed."""
    return (due_at - now) // timedelta(hours=1)
