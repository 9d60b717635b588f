"""Makes every cell comparable: NFC, no invisible characters, no blanks around it, null when empty."""

from functools import cache

import polars as pl

# NUL and other controls, zero-width characters and direction marks: invisible, and PostgreSQL refuses the first.
_INVISIBLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
# The mark that our own workbooks put before a text that a spreadsheet would compute (units/cell.py): taken off again.
_MARKED = r"^'([\s\x00]*[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}\x{2212}]|[\t\r\n])"
_PLAIN = r"^[\x20-\x7e]*$"
_SHORT = 1000  # rows


def tidy(cells: pl.DataFrame) -> pl.DataFrame:
    """The same cells, tidied; plain ones (nearly all) are only stripped."""
    if cells.height <= _SHORT:
        return cells.with_columns(_all_tidied())
    return cells.with_columns(_tidied(cells.get_column(c)) for c in cells.columns if c != "sheet_row")


@cache
def _all_tidied() -> pl.Expr:
    """A form or a short list: one statement over all columns costs less than looking at each."""
    column = pl.all().exclude("sheet_row").str.normalize("NFC").str.replace_all(_INVISIBLE, "")
    column = column.str.replace(_MARKED, "${1}").str.strip_chars()
    return column.replace("", None)


def _tidied(column: pl.Series) -> pl.Series:
    if not column.str.contains(_PLAIN).all():
        column = column.str.normalize("NFC").str.replace_all(_INVISIBLE, "")
    if column.str.starts_with("'").any():
        column = column.str.replace(_MARKED, "${1}")
    column = column.str.strip_chars()
    return column.set(column == "", None) if (column == "").any() else column
