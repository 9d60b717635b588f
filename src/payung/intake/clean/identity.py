"""NIK and sex out of cells."""

from __future__ import annotations

import polars as pl

_AS_POWER = r"^\s*[0-9]([.,][0-9]+)?[eE]\+?[0-9]+\s*$"
_AS_NUMBER_OR_POWER = r"^\s*([0-9]+\.0|[0-9]([.,][0-9]+)?[eE]\+?[0-9]+)\s*$"
_SEXES = {
    "l": "L", "lk": "L", "lakilaki": "L", "laki": "L", "pria": "L", "male": "L", "m": "L", "cowok": "L", "lelaki": "L",
    "p": "P", "pr": "P", "perempuan": "P", "wanita": "P", "female": "P", "f": "P", "w": "P", "cewek": "P", "prp": "P",
}  # fmt: skip


def nik_was_number(column: pl.Expr) -> pl.Expr:
    """Whether the NIK went through a spreadsheet's number cell, which keeps 15 digits and makes the rest noughts."""
    return column.str.contains(_AS_NUMBER_OR_POWER).fill_null(False)


def nik(column: pl.Expr) -> pl.Expr:
    """The NIK without blanks and marks between its digits; letters stay, for a wrong one must not look right."""
    plain = column.str.replace(r"\.0\s*$", "").str.replace_all(r"[\s\u{a0}'`.,-]+", "")
    return pl.when((plain != "") & ~column.str.contains(_AS_POWER)).then(plain)


def sex(column: pl.Expr) -> pl.Expr:
    """L or P, or null where the cell says neither."""
    plain = column.str.to_lowercase().str.replace_all(r"[^a-z]+", "")
    return plain.replace_strict(_SEXES, default=None, return_dtype=pl.String)
