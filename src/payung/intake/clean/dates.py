"""Days as offices write them: 04/09/1979, 17-05-2003, 1979-09-04, "Purwakarta, 4 September 1979", a spreadsheet's number."""

from __future__ import annotations

import polars as pl

from payung.units.month import NAMES_ID

_SPELLINGS = {
    **{name.lower(): number for number, name in enumerate(NAMES_ID, 1)},
    **{name.lower()[:3]: number for number, name in enumerate(NAMES_ID, 1)},
    "peb": 2, "pebruari": 2, "may": 5, "ags": 8, "agt": 8, "agus": 8, "aug": 8, "sept": 9, "oct": 10, "nop": 11,
    "nopember": 11, "dec": 12, "january": 1, "february": 2, "march": 3, "june": 6, "july": 7, "august": 8,
    "october": 10, "december": 12,
}  # fmt: skip
_DAY_FIRST = r"(?:^|[^0-9])([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{4})\s*$"
_YEAR_FIRST = r"^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.Z+]*)?$"
_IN_WORDS = r"(?:^|[^0-9])([0-9]{1,2})\s*[-/. ]?\s*([a-z]{3,10})\.?\s*[-/., ]?\s*([0-9]{4})\s*$"
_SERIAL = r"^([0-9]{4,5})\.0$"
_SERIAL_ZERO = "1899-12-30"  # day 0 of spreadsheets' calendars, from March 1900 on


def _assembled(year: pl.Expr, month: pl.Expr, number: pl.Expr) -> pl.Expr:
    """A real day, or null: 31 February is no day."""
    written = year + "-" + month.str.zfill(2) + "-" + number.str.zfill(2)
    return written.str.to_date("%Y-%m-%d", strict=False)


def _parts(column: pl.Expr, pattern: str) -> list[pl.Expr]:
    return [column.str.extract(pattern, group) for group in (1, 2, 3)]


def _in_words(column: pl.Expr) -> pl.Expr:
    number, name, year = _parts(column, _IN_WORDS)
    month = name.replace_strict(_SPELLINGS, default=None, return_dtype=pl.Int32).cast(pl.String)
    return _assembled(year, month, number)


def day(column: pl.Expr) -> pl.Expr:
    """The day that a cell names, or null. A two-digit year is not guessed at; a place in front of the day is passed over."""
    said = column.str.to_lowercase().str.replace_all(r"[\s\u{a0}]+", " ").str.strip_chars().str.strip_prefix("'")
    first, second, third = _parts(said, _DAY_FIRST)
    year, month, number = _parts(said, _YEAR_FIRST)
    serial = pl.lit(_SERIAL_ZERO).str.to_date() + pl.duration(days=said.str.extract(_SERIAL, 1).cast(pl.Int64))
    return pl.coalesce(_assembled(third, second, first), _assembled(year, month, number), _in_words(said), serial)
