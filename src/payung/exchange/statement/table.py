"""A statement as a table (csv, xlsx), under headings and labels that the installation's mapping names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from payung.exchange.columns import Found, find_columns
from payung.exchange.mapping import StatementColumns, bare
from payung.exchange.money import amount_idr, days_of, direction_of
from payung.exchange.statement.form import Line, Statement, one_line
from payung.intake.read import Table, read_table
from payung.units.refusal import Refused

_FIELDS = ("booked_on", "text", "number", "debit", "credit", "amount", "direction", "balance")
# A row without a day that begins so sums up the rows above it.
_SUMS = ("total", "jumlah", "saldo", "mutasi", "grandtotal", "subtotal")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the table by field, with its day where it has one."""

    number: int
    day: date | None
    cells: dict[str, str]

    @property
    def money(self) -> bool:
        return any(self.cells.get(field) for field in ("debit", "credit", "amount"))

    @property
    def sums_up(self) -> bool:
        first = next((cell for cell in self.cells.values() if cell), "")
        return self.day is None and bare(first).startswith(_SUMS)


def read_table_statement(path: Path, columns: StatementColumns) -> Statement:
    """The statement in a table. Raises Unreadable, or Refused naming the row that cannot be read."""
    _kind, table = read_table(path)
    wanted = {field: getattr(columns, field) for field in _FIELDS}
    found = find_columns(table, wanted, ("booked_on", "text"))
    if not (found.has("amount") or found.has("debit", "credit")):
        alternatives = [*columns.debit[:1], *columns.credit[:1], *columns.amount[:1]]
        raise Refused("columns_changed", missing=" / ".join(alternatives), found="-", row=found.row)
    rows = _rows(table, found)
    lines = tuple(line for row in rows if (line := _line(row)))
    opening, closing = _balances(table, columns, rows, lines)
    above = table.cells.filter(pl.col("sheet_row") < found.row)
    account = _labelled(above, columns.account_label) or ""
    return Statement(one_line(account, longest=60), opening, closing, lines, len(rows) - len(lines))


def _rows(table: Table, found: Found) -> list[_Row]:
    below = table.cells.filter(pl.col("sheet_row") > found.row)
    days = days_of(below.get_column(found.columns["booked_on"]))
    texts = below.select("sheet_row", *found.columns.values()).rows()
    made = []
    for day, (number, *cells) in zip(days, texts, strict=True):
        by_field = dict(zip(found.columns, ((cell or "").strip() for cell in cells), strict=True))
        made.append(_Row(number, day, by_field))
    return made


def _line(row: _Row) -> Line | None:
    """The line that a row is; None for one that says nothing or sums up. Money and a day go together, or are refused."""
    if row.sums_up or (row.day is None and not row.money):
        return None
    if row.day is None:
        raise Refused("statement_day", row=row.number, given=row.cells["booked_on"][:40])
    if not row.money:
        # A bank writes the balance brought forward as a row of its own.
        if bare(row.cells["text"]).startswith(_SUMS):
            return None
        raise Refused("statement_amount", row=row.number, given="")
    amount = _amount(row)
    number = one_line(row.cells.get("number"), longest=60)
    return Line(row.number, row.day, amount, one_line(row.cells["text"]), number) if amount else None


def _amount(row: _Row) -> int:
    """Whole rupiah: credit less debit, or the amount with the sign of its direction."""
    cells = row.cells
    if cells.get("debit") or cells.get("credit"):
        into, out = (abs(amount_idr(cells.get(f) or "0", row=row.number)) for f in ("credit", "debit"))
        if into and out:
            raise Refused("statement_direction", row=row.number, given="D + K")
        return into - out
    amount = amount_idr(cells["amount"], row=row.number)
    return abs(amount) * direction_of(cells["direction"], row=row.number) if "direction" in cells else amount


def _balances(table: Table, columns: StatementColumns, rows: Sequence[_Row], lines: Sequence[Line]) -> tuple[int, int]:
    """The balances beside their labels, or those of a running balance, which is then followed row by row."""
    running = _running(rows, lines)
    opening, closing = (_labelled_idr(table.cells, labels) for labels in (columns.opening_label, columns.closing_label))
    if running and lines:
        first, last = running[0] - lines[0].amount_idr, running[-1]
        opening = first if opening is None else opening
        closing = last if closing is None else closing
    if opening is None or closing is None:
        raise Refused("statement_balance_missing")
    return opening, closing


def _running(rows: Sequence[_Row], lines: Sequence[Line]) -> list[int]:
    """The balance after each line, if the table has that column. Raises where it does not follow from the line before."""
    held = {row.number: row.cells.get("balance", "") for row in rows}
    told = [amount_idr(held[line.row], row=line.row) for line in lines if held[line.row]]
    if len(told) < len(lines):
        return []
    for before, after, line in zip(told, told[1:], lines[1:], strict=False):
        if before + line.amount_idr != after:
            raise Refused("statement_balance_jumps", row=line.row)
    return told


def _labelled_idr(cells: pl.DataFrame, labels: Sequence[str]) -> int | None:
    text = _labelled(cells, labels, numeric=True)
    return None if text is None else amount_idr(text, row=0)


def _labelled(frame: pl.DataFrame, labels: Sequence[str], *, numeric: bool = False) -> str | None:
    """What stands beside a label, in its cell behind a colon or in the next cell that says something."""
    known = {bare(label) for label in labels}
    for _number, *cells in frame.rows():
        for at, cell in enumerate(cells):
            label, _colon, rest = (cell or "").partition(":")
            if bare(label) not in known:
                continue
            beside = [rest.strip(), *((each or "").strip(" :") for each in cells[at + 1 :])]
            said = next((each for each in beside if each and (not numeric or any(c.isdigit() for c in each))), None)
            if said:
                return said
    return None
