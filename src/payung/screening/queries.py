"""Reads of health results; what was found stays sealed, `actions/read_results.py` opens it."""

from __future__ import annotations

from payung.screening.models import HealthResult


def results_of(person_id: int) -> list[HealthResult]:
    """What was measured of a worker, the latest first."""
    return list(HealthResult.objects.filter(person_id=person_id).order_by("-measured_on", "-id"))
