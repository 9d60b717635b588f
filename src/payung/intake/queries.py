"""Reads of batches: those of the area that is seen, newest first."""

from __future__ import annotations

import polars as pl

from payung.intake.models import Batch
from payung.intake.prepare import check_rows
from payung.intake.receive import folder_of
from payung.people.queries import ids_of_niks


def batches(*, before: int | None = None, at_most: int = 25) -> list[Batch]:
    """The batches older than one (the newest without it), at most so many, newest first, with line and programme."""
    found = Batch.objects.select_related("line", "programme").order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found[:at_most])


def nik_of_one(batch: Batch) -> str | None:
    """The NIK in a list of one row, or None when it has more rows or none."""
    rows = check_rows(batch)
    return str(rows.item(0, "nik")) if rows.height == 1 else None


def batch(batch_id: int) -> Batch | None:
    """The batch with this id inside the area that is seen, or None."""
    return Batch.objects.select_related("line", "programme").filter(pk=batch_id).first()


def workers_in(batch: Batch) -> list[int]:
    """The workers of the area that is seen whose NIK stands in a list, whatever became of its row. Raises as `check_rows`."""
    checked = folder_of(batch).checked
    rows = pl.read_parquet(checked, columns=["nik"]) if checked.exists() else check_rows(batch)
    return ids_of_niks(rows.get_column("nik").drop_nulls().unique().to_list())
