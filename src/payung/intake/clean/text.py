"""Plain text out of cells."""

from __future__ import annotations

import polars as pl

NOTHING = ["", "-", "--", "---", ".", "n/a", "na", "null", "none"]


def text(column: pl.Expr, *, longest: int) -> pl.Expr:
    """The text with single blanks, cut at a length; null where a cell says nothing ("", "-")."""
    squeezed = column.str.replace_all(r"[\s\u{a0}]+", " ").str.strip_chars()
    return pl.when(~squeezed.str.to_lowercase().is_in(NOTHING)).then(squeezed.str.slice(0, longest))


def key(column: pl.Expr) -> pl.Expr:
    """Letters and digits alone, in lower case: what two spellings of a name have in common."""
    return column.str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "")
