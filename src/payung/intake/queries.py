"""Reads of batches: those of the area that is seen, newest first."""

from __future__ import annotations

from payung.intake.models import Batch


def batches(*, before: int | None = None, at_most: int = 25) -> list[Batch]:
    """The batches older than one (the newest without it), at most so many, newest first, with line and programme."""
    found = Batch.objects.select_related("line", "programme").order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found[:at_most])


def batch(batch_id: int) -> Batch | None:
    """The batch with this id inside the area that is seen, or None."""
    return Batch.objects.select_related("line", "programme").filter(pk=batch_id).first()
