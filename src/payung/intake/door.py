"""The one door: a list of workers comes in, and every row of it is landed, waits, or is told why not.

receive -> read -> clean -> check -> match -> place -> land -> report; a form of one worker takes the same steps.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import polars as pl
from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, DiskFull, UniqueViolation

from payung.intake.land import land
from payung.intake.models import Batch
from payung.intake.prepare import check_rows, read_sheet
from payung.intake.read import Unreadable
from payung.intake.receive import Sender
from payung.intake.report import summary, unfit_rows
from payung.units.refusal import Refused

STEPS = ("read", "checked", "landed", "reported")
Progress = Callable[[str], None]
Approve = Callable[[Batch, int], None]
Told = TypeVar("Told")
_TRIES = 5
_LARGE = 10_000
_BEFORE_CHECKED = ("received", "read", "failed")


def _quiet(step: str) -> None:
    """Nobody watches."""


def prepare(batch: Batch, *, progress: Progress = _quiet) -> pl.DataFrame:
    """The checked rows of a batch, for which reading rights are enough. Raises Unreadable or Refused, noted on the batch."""
    try:
        sheet = read_sheet(batch)
        progress("read")
        checked = check_rows(batch, sheet)
        progress("checked")
    except (Unreadable, Refused) as refusal:
        note_failure(batch, refusal.code, refusal.facts)
        raise
    if batch.stage in _BEFORE_CHECKED:
        # Not what this process remembers: meanwhile the list may have been withdrawn.
        Batch.objects.filter(pk=batch.pk, stage__in=_BEFORE_CHECKED).update(stage="checked", failure=None)
        batch.refresh_from_db(fields=["stage", "failure"])
    return checked


def note_failure(batch: Batch, code: str, facts: dict[str, object]) -> None:
    """Leaves the reason on the batch, so that whoever looks at it later sees why it stopped. What has landed stays landed."""
    failure = {"code": code, "facts": {key: str(value) for key, value in facts.items()}}
    under_way = Batch.objects.filter(pk=batch.pk).exclude(stage__in=("landed", "withdrawn"))
    under_way.update(stage="failed", failure=failure)
    batch.refresh_from_db(fields=["stage", "failure"])


def _rival_was_faster(error: Exception) -> bool:
    return isinstance(error.__cause__, (UniqueViolation, DeadlockDetected))


def _disk_is_full(error: Exception) -> bool:
    """Django wraps what the database says, except in the middle of a COPY."""
    return isinstance(error, DiskFull) or isinstance(error.__cause__, DiskFull)


def _land(batch: Batch, checked: pl.DataFrame, at: datetime) -> Batch:
    try:
        return land(batch, checked, at=at)
    except (OperationalError, DiskFull) as error:
        if _disk_is_full(error):
            raise Refused("disk_full") from error
        raise


def _land_in_spite_of_rivals(batch: Batch, checked: pl.DataFrame, sender: Sender, at: datetime) -> Batch:
    """Two lists may name the same worker at once: the later one finds the worker known when it looks again.

    Raises Refused("disk_full") when the database has no room; then nothing of the batch is there.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            with sender.seeing():
                return _land(batch, checked, at)
        except (IntegrityError, OperationalError) as error:
            if attempt == _TRIES or not _rival_was_faster(error):
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _refresh_statistics() -> None:
    """After a large batch the planner must know that the tables have grown."""
    with connection.cursor() as db:
        db.execute("ANALYZE person, enrolment, cover_month, cover_count")


def _anything(batch: Batch, unfit: int) -> None:
    """A list lands its fit rows, whatever the others are."""


def _prepared(batch: Batch, sender: Sender, progress: Progress) -> pl.DataFrame:
    """The checked rows; what refuses the whole list is noted in a transaction of its own before it is raised."""
    with sender.seeing():
        try:
            return prepare(batch, progress=progress)
        except (Unreadable, Refused) as refusal:
            failure = refusal
    raise failure


def run(
    batch: Batch, *, sender: Sender, at: datetime, progress: Progress = _quiet, approve: Approve = _anything
) -> Batch:
    """Takes a received batch through all steps it has not taken yet; a landed one stays as it is.

    `approve` is told how many checked rows have a problem before any row lands, and stops the run by what it raises.
    """
    checked = _prepared(batch, sender, progress)
    approve(batch, unfit_rows(checked))
    landed = _land_in_spite_of_rivals(batch, checked, sender, at)
    progress("landed")
    if (landed.fresh or 0) > _LARGE:
        _refresh_statistics()
    with sender.seeing():
        summary(landed)
    progress("reported")
    return landed


def rehearse(batch: Batch, tell: Callable[[Batch], Told], *, at: datetime, progress: Progress = _quiet) -> Told:
    """Takes a batch through all steps, gives what `tell` says of it then, and undoes them. Must run inside `seeing`."""
    landed = _land(batch, prepare(batch, progress=progress), at)
    progress("landed")
    told = tell(landed)
    transaction.set_rollback(True)
    progress("reported")
    return told
