"""Fourth step of the door: every problem and warning of every row, together."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import polars as pl

from payung.rules.check import Check, codes
from payung.rules.eligibility import judge


def _told(judged: pl.DataFrame, names: list[str], column: str) -> pl.DataFrame:
    """The codes of the rows that failed something, as lists; few rows do, so only those are put together."""
    if not names:
        return pl.DataFrame(schema={"sheet_row": pl.Int64, column: pl.List(pl.String)})
    failed = judged.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in names))
    return failed.select("sheet_row", pl.concat_list(names).list.drop_nulls().alias(column))


def _with(rows: pl.DataFrame, told: pl.DataFrame, column: str) -> pl.DataFrame:
    joined = rows.join(told, on="sheet_row", how="left", maintain_order="left")
    nothing = pl.lit([], dtype=pl.List(pl.String))
    return joined.with_columns(pl.coalesce(column, nothing).alias(column))


def _repeated(rows: pl.DataFrame, fit: pl.Series) -> pl.Series:
    """Which rows repeat a NIK of the list: all but the first fit one, or the first where none is fit."""
    numbered = rows.select("nik", at=pl.int_range(pl.len()), unfit=~fit)
    if not rows.get_column("nik").is_duplicated().any():
        return pl.repeat(False, rows.height, eager=True)
    well_formed = numbered.filter(pl.col("nik").str.contains(r"^[0-9]{16}$"))
    repeated = well_formed.filter(pl.col("nik").is_duplicated())
    later = repeated.sort("unfit", "at").filter(~pl.col("nik").is_first_distinct()).get_column("at")
    return numbered.select(pl.col("at").is_in(later.implode())).to_series()


def check(rows: pl.DataFrame, checks: Sequence[Check]) -> pl.DataFrame:
    """The rows with `problems` and `warnings`, lists of codes in the order of the checks. Same grain as the rows."""
    judged = judge(nw.from_native(rows.lazy()), checks, "sheet_row").to_native().collect()
    result = _with(rows, _told(judged, codes(checks, "problem"), "problems"), "problems")
    result = _with(result, _told(judged, codes(checks, "warning"), "warnings"), "warnings")
    fit = pl.col("problems").list.len() == 0
    repeated = _repeated(rows, result.select(fit).to_series())
    once_more = pl.when(repeated & fit).then(pl.lit(["duplicate_in_file"])).otherwise("problems")
    result = result.with_columns(once_more.alias("problems"))
    assert result.height == rows.height, "a check must neither lose nor add a row"
    return result
