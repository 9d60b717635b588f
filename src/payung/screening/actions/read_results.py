"""Read what was found: the reading is written down, with its reason, before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from payung.access.actions.note_reading import note_reading
from payung.screening.models import HealthResult
from payung.screening.queries import may_be_read
from payung.sealing.field import opened_rows
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class OpenResult:
    """One event with what was found, for the one who gave a reason; its repr shows nothing of it."""

    measured_on: date
    event: str
    systolic: int | None = field(repr=False)
    diastolic: int | None = field(repr=False)
    glucose: int | None = field(repr=False)
    note: str = field(repr=False)


def _told(row: HealthResult, results: dict[str, int | str]) -> OpenResult:
    numbers = {name: int(results[name]) if name in results else None for name in ("systolic", "diastolic", "glucose")}
    return OpenResult(row.measured_on, row.event, **numbers, note=str(results.get("note", "")))


def read_results(*, rows: Sequence[HealthResult], reason: str, own_file: bool = False) -> list[OpenResult]:
    """The results of these rows, in their order; `own_file` when they go to the person, whose right to a copy outlives consent.

    Raises Refused without a reason, when the keys are not there, or when the consent to health checks was withdrawn (UU
    27/2022: specific data).
    """
    if not rows:
        return []
    if not own_file and not all(may_be_read(person_id) for person_id in {row.person_id for row in rows}):
        raise Refused("health_reading_without_consent")
    note_reading(what="health", table="health_result", ids=[row.pk for row in rows], reason=reason)
    return [_told(row, told["results"]) for row, told in zip(rows, opened_rows(rows, "results"), strict=True)]
