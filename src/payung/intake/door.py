"""The one door: a list of workers comes in, and every row of it is landed, waits, or is told why not.

receive -> read -> clean -> check -> match -> place -> land -> report; a form of one worker takes the same steps.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, DiskFull, UniqueViolation

from payung.access.queries import seeing
from payung.intake.land import land
from payung.intake.models import Batch
from payung.intake.prepare import check_rows, read_sheet
from payung.intake.read import Unreadable
from payung.intake.receive import Sender
from payung.intake.report import summary
from payung.units.refusal import Refused

STEPS = ("read", "checked", "landed", "reported")
Progress = Callable[[str], None]
Told = TypeVar("Told")
_TRIES = 5
_LARGE = 10_000
_BEFORE_CHECKED = ("received", "read", "failed")


def _quiet(step: str) -> None:
    """Nobody watches."""


def prepare(batch: Batch, *, progress: Progress = _quiet) -> Batch:
    """Reads and checks a batch, which needs no more than reading rights. Raises Unreadable or Refused, noted on the batch."""
    try:
        read_sheet(batch)
        progress("read")
        check_rows(batch)
        progress("checked")
    except (Unreadable, Refused) as refusal:
        note_failure(batch, refusal.code, refusal.facts)
        raise
    if batch.stage in _BEFORE_CHECKED:
        # Not what this process remembers: meanwhile the list may have been withdrawn.
        Batch.objects.filter(pk=batch.pk, stage__in=_BEFORE_CHECKED).update(stage="checked", failure=None)
        batch.refresh_from_db(fields=["stage", "failure"])
    return batch


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


def _land(batch: Batch, at: datetime) -> Batch:
    try:
        return land(batch, check_rows(batch), at=at)
    except (OperationalError, DiskFull) as error:
        if _disk_is_full(error):
            raise Refused("disk_full") from error
        raise


def _land_in_spite_of_rivals(batch: Batch, sender: Sender, at: datetime) -> Batch:
    """Two lists may name the same worker at once: the later one finds the worker known when it looks again.

    Raises Refused("disk_full") when the database has no room; then nothing of the batch is there.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            with seeing(sender.area, by=sender.name):
                return _land(batch, at)
        except (IntegrityError, OperationalError) as error:
            if attempt == _TRIES or not _rival_was_faster(error):
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _refresh_statistics() -> None:
    """After a large batch the planner must know that the tables have grown."""
    with connection.cursor() as db:
        db.execute("ANALYZE person, enrolment, cover_month, cover_count")


def run(batch: Batch, *, sender: Sender, at: datetime, progress: Progress = _quiet) -> Batch:
    """Takes a received batch through all steps it has not taken yet; a landed one stays as it is."""
    failure: Exception | None = None
    with seeing(sender.area, by=sender.name):
        try:
            prepare(batch, progress=progress)
        except (Unreadable, Refused) as refusal:
            failure = refusal
    if failure is not None:
        raise failure
    landed = _land_in_spite_of_rivals(batch, sender, at)
    progress("landed")
    if (landed.fresh or 0) > _LARGE:
        _refresh_statistics()
    with seeing(sender.area, by=sender.name):
        summary(landed)
    progress("reported")
    return landed


def rehearse(batch: Batch, tell: Callable[[Batch], Told], *, at: datetime, progress: Progress = _quiet) -> Told:
    """Takes a batch through all steps, gives what `tell` says of it then, and undoes them. Must run inside `seeing`."""
    prepare(batch, progress=progress)
    landed = _land(batch, at)
    progress("landed")
    told = tell(landed)
    transaction.set_rollback(True)
    progress("reported")
    return told
