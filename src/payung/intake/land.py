"""Fifth to seventh step of the door: match, place, land. One transaction per batch: everything or nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import astuple
from datetime import datetime

import polars as pl
from django.db import connection, transaction

from payung.intake.models import FORM_NAME, Batch
from payung.membership.actions.enrol import Enrolled, enrol
from payung.people.actions.stage import COLUMNS, stage
from payung.rules.law import law

_CHUNK_ROWS = 100_000
_PASSED_OVER = """
    INSERT INTO batch_problem (batch_id, sheet_row, code, payer_kind)
    SELECT %s, sheet_row, outcome, payer_kind FROM staged
    WHERE outcome IN ('already_covered', 'restricted', 'other_name', 'died')
"""


def fit(checked: pl.DataFrame) -> pl.DataFrame:
    """The rows without a problem."""
    return checked.filter(pl.col("problems").list.len() == 0)


def _as_csv(rows: pl.DataFrame) -> Iterator[bytes]:
    """The staging columns as CSV, a chunk at a time: null is nothing at all, so text is always quoted."""
    for chunk in rows.select(COLUMNS).iter_slices(_CHUNK_ROWS):
        buffer = io.BytesIO()
        chunk.write_csv(buffer, include_header=False, quote_style="non_numeric", null_value="")
        yield buffer.getvalue()


def _record(batch: Batch, checked: pl.DataFrame, enrolled: Enrolled, at: datetime) -> None:
    unfit = checked.height - fit(checked).height
    batch.rows = checked.height
    batch.fresh = enrolled.placed
    batch.landed = enrolled.placed + enrolled.unchanged
    batch.waiting = enrolled.waiting + enrolled.still_waiting
    passed_over = enrolled.already_covered + enrolled.restricted + enrolled.other_name + enrolled.died
    batch.refused = unfit + passed_over
    assert batch.rows == batch.landed + batch.waiting + batch.refused, "every row of a list is accounted for"
    batch.stage, batch.landed_at, batch.failure = "landed", at, None


def land(batch: Batch, checked: pl.DataFrame, *, at: datetime) -> Batch:
    """Lands the fit rows of a checked batch: people, enrolments, places, cover, history. A landed batch stays as it is.

    Must run inside `seeing`. Raises Refused when the line's term is over; IntegrityError when a rival was faster.
    """
    with transaction.atomic():
        held = Batch.objects.select_for_update(of=("self",)).select_related("line", "programme").get(pk=batch.pk)
        if held.stage == "landed":
            return held
        staged = stage(_as_csv(fit(checked)))
        enrolled = enrol(law=law(), line=held.line, programme=held.programme, batch=held.pk, on=held.judged_on,
                         how="form" if held.file_name == FORM_NAME else "list")  # fmt: skip
        assert staged == sum(astuple(enrolled)), "every staged worker has an outcome"
        with connection.cursor() as db:
            db.execute(_PASSED_OVER, [held.pk])
        _record(held, checked, enrolled, at)
        held.save()
        return held
