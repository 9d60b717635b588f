"""MT940, the statement of SWIFT, read by the library mt-940."""

from __future__ import annotations

import logging
import re
from datetime import date
from itertools import pairwise
from typing import Any

import mt940
from mt940.options import Options

from payung.exchange.money import whole_idr
from payung.exchange.statement.form import Line, Statement, one_line
from payung.units.refusal import Refused

# The library logs what it could not read, and a bank's text names people.
logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)

_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\{1:|:20:)")
_OPTIONS = Options(
    strip_bom=True, reversal_sign=True, case_insensitive_marks=True, unbounded_details=True, merge_keeps_values=True
)


def is_swift(head: bytes) -> bool:
    """Whether a file begins as an MT940 does."""
    return bool(_START.match(head))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


def read_swift(data: bytes) -> Statement:
    """One statement, or the pages of one that follow on each other. Raises Refused("statement_unreadable") for anything else."""
    text = _text(data)
    try:
        pages = mt940.parse_statements(text, options=_OPTIONS)
    # The library has no class of its own for what it cannot read.
    except (RuntimeError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
        raise Refused("statement_unreadable", kind="MT940") from None
    lines = [line for page in pages for line in page]
    if not pages:
        raise Refused("statement_unreadable", kind="MT940")
    accounts = {str(page.data.get("account_identification", "")) for page in pages}
    if len(accounts) > 1:
        raise Refused("statement_of_two_accounts")
    balances = [(_balance(page.data, "opening"), _balance(page.data, "closing")) for page in pages]
    if any(before[1] != after[0] for before, after in pairwise(balances)):
        raise Refused("statement_pages_missing")
    made = tuple(_line(number, line.data) for number, line in enumerate(lines, 1))
    return Statement(accounts.pop(), balances[0][0], balances[-1][1], made)


def _balance(data: dict[str, Any], which: str) -> int:
    """The balance before or after a page, final or of a page between."""
    for kind in (f"final_{which}_balance", f"intermediate_{which}_balance", f"{which}_balance"):
        if found := data.get(kind):
            _in_rupiah(found.amount.currency)
            return whole_idr(found.amount.amount, row=0)
    raise Refused("statement_balance_missing")


def _in_rupiah(currency: str | None) -> None:
    if currency != "IDR":
        raise Refused("statement_currency", currency=str(currency)[:10])


def _line(number: int, data: dict[str, Any]) -> Line:
    _in_rupiah(data["amount"].currency)
    return Line(
        number, _day(data), whole_idr(data["amount"].amount, row=number),
        one_line(data.get("transaction_details"), data.get("extra_details"), data.get("customer_reference")),
        one_line(data.get("bank_reference"), longest=60),
    )  # fmt: skip


def _day(data: dict[str, Any]) -> date:
    """The day of the entry, or of the value where the bank gives no other; a plain one, not the library's."""
    found = data.get("guessed_entry_date") or data["date"]
    return date(found.year, found.month, found.day)
