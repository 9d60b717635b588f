"""A bank's statement, whatever its form, becomes lines of whole rupiah that add up from its opening to its closing balance."""

from __future__ import annotations

from pathlib import Path

from payung.exchange.columns import no_larger
from payung.exchange.mapping import StatementColumns
from payung.exchange.statement.form import Line, Statement, checked
from payung.exchange.statement.iso20022 import is_iso20022, read_iso20022
from payung.exchange.statement.swift import is_swift, read_swift
from payung.exchange.statement.table import read_table_statement

__all__ = ["Line", "Statement", "read_statement"]

# A year of a regency's account has some ten thousand lines; what is larger is no statement.
LIMIT_BYTES = 20_000_000
_HEAD = 4096


def read_statement(path: Path, columns: StatementColumns, *, limit_bytes: int = LIMIT_BYTES) -> Statement:
    """The statement in a file: MT940, camt.053, or a table (csv, xlsx) whose headings `columns` names.

    The kind is found from the content. Raises Refused with a code that says what is wrong and in which row (statement_*,
    columns_*), or Unreadable for a file that is no table at all. A statement that does not add up is refused with both sums.
    """
    path = Path(path)
    no_larger(path, limit_bytes)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if is_iso20022(head):
        return checked(read_iso20022(path.read_bytes()))
    if is_swift(head):
        return checked(read_swift(path.read_bytes()))
    return checked(read_table_statement(path, columns))
