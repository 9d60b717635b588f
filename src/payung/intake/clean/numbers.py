"""Rupiah, phone numbers and other digits out of cells. Identifiers stay text; a number cell's ".0" is taken off."""

from __future__ import annotations

import polars as pl

MOBILE = r"^08[1-9][0-9]{7,10}$"
_LANDLINE = r"^0[2-79][0-9]{7,10}$"


def _unmarked(column: pl.Expr) -> pl.Expr:
    return column.str.strip_chars().str.replace(r"^([0-9]+)\.0$", "$1")


def digits(column: pl.Expr, count: int) -> pl.Expr:
    """Exactly so many digits once blanks, dots and dashes are gone, else null."""
    plain = _unmarked(column).str.replace_all(r"[\s\u{a0}'.-]+", "")
    return pl.when(plain.str.contains(rf"^[0-9]{{{count}}}$")).then(plain)


def phone(column: pl.Expr) -> pl.Expr:
    """An Indonesian phone number in its national form ("0812..."), with the nought a number cell has lost; else null."""
    plain = _unmarked(column).str.replace_all(r"[\s\u{a0}'()./-]+", "").str.replace(r"^(\+?62|0062)0?", "0")
    national = pl.when(plain.str.contains(r"^8[1-9]")).then("0" + plain).otherwise(plain)
    return pl.when(national.str.contains(MOBILE) | national.str.contains(_LANDLINE)).then(national)


def rupiah(column: pl.Expr) -> pl.Expr:
    """Whole rupiah out of "Rp 1.000.000", "1,000,000", "1.000.000,00" or a number cell; else null. No floats."""
    plain = _unmarked(column).str.to_lowercase().str.replace_all(r"rp\.?|idr|[\s\u{a0}]+", "")
    # The mark before the cents is never the one between the thousands: "1.000.00" is a slip, not a thousand.
    plain = plain.str.replace(r"^([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,-|,00)$", "$1")
    plain = plain.str.replace(r"^([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.00$", "$1")
    grouped = plain.str.contains(r"^[0-9]{1,3}([.][0-9]{3})+$") | plain.str.contains(r"^[0-9]{1,3}(,[0-9]{3})+$")
    number = pl.when(grouped).then(plain.str.replace_all(r"[.,]", "")).otherwise(plain)
    return pl.when(number.str.contains(r"^[0-9]{1,12}$")).then(number).cast(pl.Int64, strict=False)


def small_number(column: pl.Expr, least: int, most: int) -> pl.Expr:
    """A whole number between two bounds, else null."""
    number = _unmarked(column).str.extract(r"^(?:desil\s*)?([0-9]{1,3})$", 1).cast(pl.Int16, strict=False)
    return pl.when((number >= least) & (number <= most)).then(number)
