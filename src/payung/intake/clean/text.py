"""Plain text out of cells."""

from __future__ import annotations

import polars as pl

NOTHING = ["", "-", "--", "---", ".", "n/a", "na", "null", "none"]
_LONGEST_NOTHING = max(map(len, NOTHING))


def text(column: pl.Expr, *, longest: int) -> pl.Expr:
    """The text with single blanks, cut at a length; null where a cell says nothing ("", "-")."""
    squeezed = column.str.replace_all(r"[\s\u{a0}]+", " ").str.strip_chars().str.slice(0, longest)
    # Only a short text can say nothing; spares the lower case of all others.
    nothing = (squeezed.str.len_bytes() <= _LONGEST_NOTHING) & squeezed.str.to_lowercase().is_in(NOTHING)
    return pl.when(~nothing).then(squeezed)


def key(column: pl.Expr) -> pl.Expr:
    """Letters and digits alone, in lower case: what two spellings of a name have in common."""
    return column.str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "")
