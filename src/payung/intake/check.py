"""Fourth step of the door: every problem and warning of every row, together."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import polars as pl

from payung.rules.check import Check, codes, failures


def _lists(failed: pl.DataFrame, names: list[str], column: str) -> pl.Expr:
    if not names:
        return pl.lit([], dtype=pl.List(pl.String)).alias(column)
    return pl.concat_list(names).list.drop_nulls().alias(column)


def _repeated(rows: pl.DataFrame, fit: pl.Series) -> pl.Series:
    """Which rows repeat a NIK of the list: all but the first fit one, or the first where none is fit."""
    keyed = rows.select("nik", at=pl.int_range(pl.len()), unfit=~fit)
    first = pl.col("at").sort_by("unfit", "at").first().over("nik")
    repeated = (pl.col("at") != first) & pl.col("nik").str.contains(r"^[0-9]{16}$")
    return keyed.select(repeated.fill_null(False)).to_series()


def check(rows: pl.DataFrame, checks: Sequence[Check]) -> pl.DataFrame:
    """The rows with `problems` and `warnings`, lists of codes in the order of the checks. Same grain as the rows."""
    judged = failures(nw.from_native(rows.lazy()), checks, "sheet_row").to_native().collect()
    problems, warnings = codes(checks, "problem"), codes(checks, "warning")
    lists = judged.select(_lists(judged, problems, "problems"), _lists(judged, warnings, "warnings"))
    repeated = _repeated(rows, lists.get_column("problems").list.len() == 0)
    told = (
        pl.when(repeated & (pl.col("problems").list.len() == 0))
        .then(pl.concat_list("problems", pl.lit("duplicate_in_file")))
        .otherwise("problems")
    )
    result = rows.hstack(lists.with_columns(told.alias("problems")))
    assert result.height == rows.height, "a check must neither lose nor add a row"
    return result
