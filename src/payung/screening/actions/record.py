"""Record what was measured of a worker at a health event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from payung.access.actions.ask_role import told_by_the_database
from payung.people.actions.note_consent import note_consent
from payung.people.queries import has_consented
from payung.screening.models import HealthResult
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.people.models import Person

# What a hand-held instrument can show at all; outside it, a number was mistyped. No judgement of health lies in it.
MEASURES = {"systolic": (40, 300), "diastolic": (20, 200), "glucose": (10, 1000)}
_REFUSALS = {"health_result_rests_on_consent": "health_consent_missing"}
_NOTE_LONGEST, _EVENT_LONGEST = 1000, 100


def _measured(name: str, text: str) -> int | None:
    """A whole number within what can be measured; None for an empty text."""
    if not text.strip():
        return None
    least, most = MEASURES[name]
    number = int(text) if text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 6 else 0
    if not least <= number <= most:
        raise Refused("measure_invalid", field=name, least=least, most=most)
    return number


def _results(given: Mapping[str, str]) -> dict[str, int | str]:
    found: dict[str, int | str] = {}
    for name in MEASURES:
        if (number := _measured(name, given.get(name, ""))) is not None:
            found[name] = number
    if ("systolic" in found) != ("diastolic" in found):
        raise Refused("pressure_incomplete", field="diastolic" if "systolic" in found else "systolic")
    if note := given.get("note", "").strip()[:_NOTE_LONGEST]:
        found["note"] = note
    if not found:
        raise Refused("nothing_measured", field="systolic")
    return found


def record(
    *,
    person: Person,
    measured_on: date,
    event: str,
    results: Mapping[str, str],
    consent: str = "",
    by: str,
    at: datetime,
) -> HealthResult:
    """Keeps the results (systolic, diastolic, glucose in mg/dL, note; as they were typed), sealed to this row.

    They rest on consent (UU 27/2022, specific data): on one that holds already, or on the one given now by `consent`, form or
    letter, which is noted first. Raises Refused without either, or for a figure that cannot be, nothing measured, a day to
    come, no event, or a second record of the same.
    """
    event = " ".join(event.split())
    if not 0 < len(event) <= _EVENT_LONGEST:
        raise Refused("event_missing", field="event")
    if measured_on > at.date():
        raise Refused("measured_in_the_future", field="measured_on")
    found = _results(results)
    if HealthResult.objects.filter(person_id=person.pk, measured_on=measured_on, event=event).exists():
        raise Refused("measured_already", field="event")
    with transaction.atomic(), told_by_the_database(_REFUSALS, field="consent"):
        if consent and not has_consented(person.pk, "health-check"):
            note_consent(person=person, purpose="health-check", how=consent, on=measured_on, by=by)
        return HealthResult.objects.create(
            person_id=person.pk, village=person.village, measured_on=measured_on, event=event, results=found,
            entered_by=by, entered_at=at,
        )  # fmt: skip
