"""Last step of the door: what became of every row, in counts and row by row, and the workbook that goes back to the clerk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from payung.intake.columns import FIELDS
from payung.intake.models import Batch, BatchProblem
from payung.intake.prepare import check_rows, checks_of, mapping_of, read_sheet
from payung.intake.receive import folder_of
from payung.intake.workbook import give_back
from payung.programmes.queries import limits
from payung.rules.law import law
from payung.units.words import say


def codes_of_rows(batch: Batch) -> pl.DataFrame:
    """Every row of a list with what its checks said: sheet_row, problems, warnings. Reads no more than that."""
    names = ["sheet_row", "problems", "warnings"]
    checked = folder_of(batch).checked
    return pl.read_parquet(checked, columns=names) if checked.exists() else check_rows(batch).select(names)


def unfit_rows(checked: pl.DataFrame) -> int:
    """How many rows of a checked list have a problem."""
    return int((checked.get_column("problems").list.len() > 0).sum())


def told_rows(batch: Batch) -> pl.DataFrame:
    """Refused or warned rows alone: sheet_row, problems, warnings, payer_kind. One row a row of the list, in its order."""
    checked = codes_of_rows(batch)
    known = BatchProblem.objects.filter(batch=batch).values_list("sheet_row", "code", "payer_kind")
    schema = {"sheet_row": pl.Int64, "code": pl.String, "payer_kind": pl.String}
    late = pl.DataFrame(list(known), schema=schema, orient="row")
    joined = checked.join(late, on="sheet_row", how="left", maintain_order="left")
    problems = pl.when(pl.col("code").is_not_null()).then(pl.concat_list("problems", "code")).otherwise("problems")
    told = joined.with_columns(problems.alias("problems")).drop("code")
    return told.filter((pl.col("problems").list.len() > 0) | (pl.col("warnings").list.len() > 0))


def tally(rows: pl.DataFrame, column: str) -> dict[str, int]:
    """How many rows have each code of a column of lists, the most frequent first."""
    codes = rows.select(pl.col(column).explode().drop_nulls().alias("code")).to_series()
    counts = codes.value_counts().sort("count", "code", descending=[True, False])
    return {str(code): int(count) for code, count in counts.iter_rows()}


def summary(batch: Batch) -> dict[str, Any]:
    """The counts of a landed batch and its problems and warnings by code: what `payung intake --json` prints, less the rows."""
    if batch.report is None:
        rows = told_rows(batch)
        sheet = read_sheet(batch, at_most=0)
        batch.report = {
            "problems": tally(rows, "problems"),
            "warnings": tally(rows, "warnings"),
            "ignored": sheet.ignored,
        }
        Batch.objects.filter(pk=batch.pk).update(report=batch.report)
    counts = {name: getattr(batch, name) for name in ("rows", "landed", "fresh", "waiting", "refused")}
    return {**counts, **batch.report, "batch": batch.pk}


def by_row(batch: Batch) -> list[dict[str, Any]]:
    """Refused or warned rows alone, for JSON."""
    return told_rows(batch).select("sheet_row", "problems", "warnings").to_dicts()


def whole(batch: Batch) -> dict[str, Any]:
    """The summary of a landed batch together with its refused or warned rows."""
    return {**summary(batch), "by_row": by_row(batch)}


def _field_of_code(batch: Batch) -> dict[str, str]:
    fields = {check.code: check.field for check in checks_of(batch.judged_on, limits(batch.programme))}
    return {
        **fields,
        "duplicate_in_file": "nik",
        "already_covered": "nik",
        "restricted": "nik",
        "other_name": "nik",
        "died": "nik",
        "income_invalid": "income",
    }


_SPELLED = {"village": "village_code", "income_idr": "income"}


def findings(batch: Batch) -> pl.DataFrame:
    """One row a problem or warning: sheet_row, code, field (a field of the list, or null), severity."""
    rows = told_rows(batch)
    parts = [
        rows.select("sheet_row", pl.col(column).alias("code"), pl.lit(severity).alias("severity")).explode("code")
        for column, severity in (("problems", "problem"), ("warnings", "warning"))
    ]
    told = pl.concat(parts).drop_nulls("code")
    field_of = {code: _SPELLED.get(field, field) for code, field in _field_of_code(batch).items()}
    assert set(field_of.values()) <= set(FIELDS), "a finding points at a field of the list"
    field = pl.col("code").replace_strict(field_of, default=None, return_dtype=pl.String)
    return told.with_columns(field.alias("field")).sort("sheet_row", maintain_order=True)


def explain(batch: Batch, code: str, language: str = "id") -> str:
    """What a problem or warning of a row means and what to do, with the figures of the law by which it was judged."""
    below, least = (law().on(f"eligibility/{name}", batch.judged_on).value for name in ("age_below", "age_from"))
    return say(code, language, age_below=below, age_from=least)


def mended_workbook(batch: Batch) -> Path:
    """The list as an xlsx with its problem cells coloured and explained, to be mended and sent again. Made once."""
    folder = folder_of(batch)
    target = folder.path / "diperiksa.xlsx"
    if not target.exists():
        sheet = read_sheet(batch)
        mapping = mapping_of(batch, sheet)
        folder.write(
            target, lambda to: give_back(folder.source, sheet, mapping, findings(batch), partial(explain, batch), to)
        )
    return target
