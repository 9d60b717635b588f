"""The parts of a NIK as narwhals expressions, null wherever the NIK has not the form of one."""

from __future__ import annotations

import narwhals as nw

from payung.units.nik import FORM


def has_form() -> nw.Expr:
    """Whether the column `nik` holds exactly 16 digits; a missing one does not."""
    return nw.col("nik").str.contains(FORM).fill_null(False)


def _number(offset: int, length: int) -> nw.Expr:
    return nw.when(has_form()).then(nw.col("nik").str.slice(offset, length)).cast(nw.Int32)


def is_female() -> nw.Expr:
    """The day of birth is written plus 40 for women."""
    return _number(6, 2) > 40


def day() -> nw.Expr:
    """The day of birth, 1 to 31 in a true one, the same for women and men."""
    raw = _number(6, 2)
    return nw.when(raw > 40).then(raw - 40).otherwise(raw)


def month() -> nw.Expr:
    """The month of birth, 1 to 12 in a true one."""
    return _number(8, 2)


def year_of_century() -> nw.Expr:
    """The last two digits of the year of birth; the century is not in a NIK."""
    return _number(10, 2)


def serial() -> nw.Expr:
    """The number among those born on one day in one district, from 1 on."""
    return _number(12, 4)


def _days_in_month() -> nw.Expr:
    """The most days its month can have; 29 for February when the two-digit year can be a leap year."""
    short = month().is_in([4, 6, 9, 11])
    leap = year_of_century().is_in(list(range(0, 100, 4)))
    february = nw.when(leap).then(nw.lit(29)).otherwise(nw.lit(28))
    other = nw.when(short).then(nw.lit(30)).otherwise(nw.lit(31))
    return nw.when(month() == 2).then(february).otherwise(other)


def date_is_possible() -> nw.Expr:
    """Whether day and month can be a date in some century; null when the NIK has not the form of one."""
    return (day() >= 1) & (month() >= 1) & (month() <= 12) & (day() <= _days_in_month())
