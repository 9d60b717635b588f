"""Benefits out to the bank as a file, and what the bank says of them back in. A wrong file is told, and nothing is taken."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from django.db import transaction

from payung.claims.actions.pay import Told, send
from payung.claims.actions.read_payee_accounts import read_payee_accounts
from payung.claims.actions.read_sent_accounts import read_sent_accounts
from payung.claims.queries import sendable, sent_in, without_account
from payung.exchange.columns import find_columns, no_larger
from payung.exchange.mapping import Outgoing, ResultColumns
from payung.exchange.money import amount_idr, days_of
from payung.exchange.write import Kind, Row, write_rows
from payung.intake.read import read_table
from payung.units.refusal import Problem, Refused

if TYPE_CHECKING:
    from payung.claims.models import Payout

LIMIT_BYTES = 5_000_000
# The claim, the payout, and the file that it left in: "25-000001-KRT4-17-3fa2b6c1".
_REFERENCE = re.compile(r"(?P<claim>[0-9]{2}-[0-9]{6,9}-[A-Z0-9]{4})-(?P<payout>[0-9]{1,12})-(?P<file>[0-9a-f]{8})")
_FIELDS = ("reference", "amount", "paid_on", "failed_why")


@dataclass(frozen=True, slots=True)
class PayoutFile:
    """A file that leaves: the code that its payouts carry, how many, their sum, and claims whose payee has no account yet."""

    code: str
    content: bytes
    payouts: int
    amount_idr: int
    without_account: tuple[str, ...]


def reference(payout: Payout) -> str:
    """What the bank must say again: unlike in every file, so that an old answer is never taken for a new one."""
    return f"{payout.claim.number}-{payout.pk}-{payout.bank_file}"


@transaction.atomic
def payout_file(*, columns: Outgoing, kind: Kind, reason: str, again: str = "") -> PayoutFile:
    """Sends whatever can leave now, in one file; with `again` the code of a file, the same one once more.

    Accounts are opened with a note in the log. Raises Refused: "nothing_to_pay_out", "payout_file_unknown", "reason_missing".
    """
    code = again or secrets.token_hex(4)
    if not again:
        send(payouts=[each.pk for each in sendable()], digest=code)
    leaving = sent_in(code)
    if not leaving:
        raise Refused("payout_file_unknown" if again else "nothing_to_pay_out", given=again)
    content = write_rows(columns, _rows(leaving, reason), kind)
    total = sum(each.amount_idr for each in leaving)
    return PayoutFile(code, content, len(leaving), total, tuple(without_account()))


def _rows(leaving: list[Payout], reason: str) -> list[Row]:
    accounts = read_sent_accounts(payouts=leaving, reason=reason)
    # Files of an older version kept no accounts: made again, they name those of today.
    older = [each for each in leaving if each.pk not in accounts]
    accounts |= read_payee_accounts(payouts=older, reason=reason)
    return [
        {
            "reference": reference(each), "claim_number": each.claim.number, "payee": each.payee_name,
            "amount_idr": each.amount_idr, "bank": accounts[each.pk].bank, "account": accounts[each.pk].number,
            "account_holder": accounts[each.pk].holder_name,
        }
        for each in leaving
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Results:
    """Every row of the bank's file: what it says of a payout, or what is wrong with it (`where` is the row)."""

    told: tuple[Told, ...]
    problems: tuple[Problem, ...]


def read_results(path: Path, columns: ResultColumns) -> Results:
    """The bank's file (xlsx, xls, ods, csv), row by row; empty rows say nothing.

    Raises Unreadable for a file that is no table, Refused("columns_changed") when a heading of the mapping is missing.
    """
    no_larger(Path(path), LIMIT_BYTES)
    _kind, table = read_table(Path(path))
    found = find_columns(table, {name: getattr(columns, name) for name in _FIELDS}, _FIELDS)
    below = table.cells.filter(pl.col("sheet_row") > found.row)
    rows = below.select(pl.col("sheet_row"), *(pl.col(found.columns[name]).alias(name) for name in _FIELDS))
    days = days_of(rows["paid_on"])
    read = [_read(row, day) for row, day in zip(rows.to_dicts(), days, strict=True) if any(map(row.get, _FIELDS))]
    return Results(
        tuple(each for each in read if isinstance(each, Told)),
        tuple(each for each in read if isinstance(each, Problem)),
    )


def _read(row: dict[str, str | int | None], day: date | None) -> Told | Problem:
    where, why = str(row["sheet_row"]), " ".join(str(row["failed_why"] or "").split())
    said = _REFERENCE.fullmatch(str(row["reference"] or "").strip())
    if not said:
        return Problem("payout_reference_unknown", where, {"given": str(row["reference"] or "")[:40]})
    if row["paid_on"] and day is None:
        return Problem("payout_day_unreadable", where, {"given": str(row["paid_on"])[:20]})
    if (day is None) == (not why):
        return Problem("payout_says_both_or_nothing", where)
    try:
        amount = amount_idr(str(row["amount"] or ""), row=int(where))
    except Refused:
        return Problem("payout_amount_unreadable", where, {"given": str(row["amount"] or "")[:30]})
    return Told(int(said["payout"]), day, why, amount, said["file"], said["claim"])
