"""Reads of health results; what was found stays sealed, `actions/read_results.py` opens it."""

from __future__ import annotations

from payung.people.queries import consent_stands
from payung.screening.models import HealthResult


def results_of(person_id: int) -> list[HealthResult]:
    """What was measured of a worker, the latest first."""
    return list(HealthResult.objects.filter(person_id=person_id).order_by("-measured_on", "-id"))


def may_be_read(person_id: int) -> bool:
    """Whether a worker's results may be opened: the consent to health checks still stands, wherever it was noted."""
    return consent_stands(person_id, "health-check") is True
