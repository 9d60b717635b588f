"""Second to fourth step of the door: read, clean, check. Each writes down what it gave, so a killed run goes on from there."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from payung.intake.check import check
from payung.intake.clean import clean
from payung.intake.columns import Mapping, apply, understand
from payung.intake.models import Batch
from payung.intake.read import Sheet, read
from payung.intake.receive import folder_of
from payung.intake.world import context
from payung.programmes.queries import limits
from payung.rules.check import Check
from payung.rules.eligibility import Limits, checks
from payung.rules.law import law
from payung.units.refusal import Refused

# What landing and the report need of a checked row; the rest stays in the sheet.
_KEPT = (
    "sheet_row", "nik", "name", "birth_on", "sex", "village", "address", "occupation", "sector", "phone", "mother_name",
    "income_idr", "kk", "kpj", "decile", "heir_name", "heir_relation", "member_since", "problems", "warnings",
)  # fmt: skip


def read_sheet(batch: Batch, *, at_most: int | None = None) -> Sheet:
    """The sheet of a batch, read once; of one read before, at most so many rows. Raises Unreadable for what is no list."""
    folder = folder_of(batch)
    if folder.sheet.exists():
        facts = json.loads(folder.sheet.read_text("utf-8"))
        tuples = {key: tuple(value) for key, value in facts.items() if isinstance(value, list)}
        return Sheet(**{**facts, **tuples}, rows=pl.read_parquet(folder.rows, n_rows=at_most))
    sheet = read(folder.source)
    folder.write_frame(folder.rows, sheet.rows)
    folder.write_facts(folder.sheet, _facts(sheet))
    return sheet


def _facts(sheet: Sheet) -> dict[str, Any]:
    facts = asdict(replace(sheet, rows=pl.DataFrame()))
    del facts["rows"]
    return facts


def mapping_of(batch: Batch, sheet: Sheet) -> Mapping:
    """Which column is which field: as understood from the headings, then as a person changed it."""
    mapping = understand(sheet.headings)
    if batch.columns:
        mapping = mapping.with_changes({int(at): field for at, field in batch.columns.items()})
    return mapping


@cache
def checks_of(on: date, asked: Limits) -> tuple[Check, ...]:
    """The checks of a day and a programme, put together once: a form of one worker is judged by them in milliseconds."""
    return tuple(checks(law(), on, asked))


def check_rows(batch: Batch, sheet: Sheet | None = None) -> pl.DataFrame:
    """Every row of a batch, cleaned, with its problems and warnings; made once. One row a proposed worker.

    Raises Unreadable, or Refused("columns_missing") when no column is the NIK or the name.
    """
    folder = folder_of(batch)
    if folder.checked.exists():
        return pl.read_parquet(folder.checked)
    sheet = sheet or read_sheet(batch)
    mapping = mapping_of(batch, sheet)
    if missing := mapping.problems():
        raise Refused("columns_missing", columns=", ".join(missing), headings=", ".join(sheet.headings)[:300])
    cleaned = clean(apply(sheet, mapping), context(batch, sheet.titles))
    told = check(cleaned, checks_of(batch.judged_on, limits(batch.programme)))
    checked = told.with_columns(_income_not_understood().alias("warnings")).select(_KEPT)
    folder.write_frame(folder.checked, checked)
    return checked


def _income_not_understood() -> pl.Expr:
    lost = pl.col("income_given") & pl.col("income_idr").is_null()
    return pl.when(lost).then(pl.concat_list("warnings", pl.lit("income_invalid"))).otherwise("warnings")
