"""The parts of a NIK as named columns, null wherever the NIK has not the form of one. Source: the form of a NIK."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from payung.units.nik import DAY_OF_WOMEN, FORM

form, day, month = nw.col("nik_form"), nw.col("nik_day"), nw.col("nik_month")
year_of_century, serial, is_female = nw.col("nik_year"), nw.col("nik_serial"), nw.col("nik_female")
date_is_possible = nw.col("nik_possible")


def _number(offset: int, length: int) -> nw.Expr:
    return nw.when(form).then(nw.col("nik").str.slice(offset, length)).cast(nw.Int32)


def _days_in_month() -> nw.Expr:
    """The most days its month can have; 29 for February when the two-digit year can be a leap year."""
    short = month.is_in([4, 6, 9, 11])
    leap = year_of_century.is_in(list(range(0, 100, 4)))
    february = nw.when(leap).then(nw.lit(29)).otherwise(nw.lit(28))
    other = nw.when(short).then(nw.lit(30)).otherwise(nw.lit(31))
    return nw.when(month == 2).then(february).otherwise(other)


_WRITTEN = nw.col("nik_written_day")
_NUMBERS = {"nik_written_day": (6, 2), "nik_month": (8, 2), "nik_year": (10, 2), "nik_serial": (12, 4)}
# One step a line, each resting on the one before it; put together once, since every form of one worker needs them.
_STEPS = (
    [nw.col("nik").str.contains(FORM).fill_null(False).alias("nik_form")],
    [_number(*where).alias(name) for name, where in _NUMBERS.items()],
    [
        (_WRITTEN > DAY_OF_WOMEN).alias("nik_female"),
        nw.when(_WRITTEN > DAY_OF_WOMEN).then(_WRITTEN - DAY_OF_WOMEN).otherwise(_WRITTEN).alias("nik_day"),
    ],
    [((day >= 1) & (month >= 1) & (month <= 12) & (day <= _days_in_month())).alias("nik_possible")],
)


def with_nik_parts(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The rows with the parts of their NIK as columns: its form, day, month, year of the century, serial number, whether it is a
    woman's, and whether its day can be a date in some century. Same grain."""
    for step in _STEPS:
        rows = rows.with_columns(*step)
    return rows
