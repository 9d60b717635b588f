"""Reads parquet: its column names are the headings, its first row is row 2."""

from pathlib import Path

import polars as pl

from payung.intake.read.sheet import Limits, Table
from payung.intake.read.unreadable import Unreadable


def read_columnar(path: Path, limits: Limits) -> Table:
    """A parquet file as a table whose first row holds the column names."""
    try:
        lazy = pl.scan_parquet(path, glob=False)
        schema = lazy.collect_schema()
        height = lazy.select(pl.len()).collect().item()
        _check(schema, height, limits)
        frame = lazy.select(_as_text(name, kind, at) for at, (name, kind) in enumerate(schema.items())).collect()
    except (pl.exceptions.PolarsError, OSError):
        raise Unreadable("file_damaged", kind="parquet") from None
    names = pl.DataFrame({f"c{at}": [name] for at, name in enumerate(schema)}, schema=frame.schema)
    cells = pl.concat([names, frame]).with_row_index("sheet_row", 1).cast({"sheet_row": pl.Int64})
    return Table(cells, height + 1)


def _check(schema: pl.Schema, height: int, limits: Limits) -> None:
    if len(schema) > limits.columns:
        raise Unreadable("too_many_columns", columns=len(schema), limit=limits.columns)
    if height > limits.rows:
        raise Unreadable("too_many_rows", rows=height, limit=limits.rows)
    for column, kind in enumerate(schema.dtypes(), 1):
        if kind.is_nested() or kind in (pl.Binary, pl.Object):
            raise Unreadable("column_kind_unsupported", column=column, found=str(kind.base_type()))


def _as_text(name: str, kind: pl.DataType, at: int) -> pl.Expr:
    """Whole numbers as digits, fractional ones with their ".0", dates as YYYY-MM-DD."""
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        column = column.dt.date()
    elif kind.is_float():
        column = column.map_elements(lambda number: str(float(number)), return_dtype=pl.String)
    elif kind == pl.Boolean:
        column = pl.when(column).then(pl.lit("TRUE")).when(~column).then(pl.lit("FALSE"))
    return column.cast(pl.String).alias(f"c{at}")
