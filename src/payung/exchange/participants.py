"""The rows of the files that go to BPJS: the workers of a line, and those of an invoice; whole NIKs, for who may send them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.units.month import Month

if TYPE_CHECKING:
    from payung.funding.models import FundingLine, Invoice

Row = dict[str, Any]


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def _rows(name: str, facts: dict[str, Any]) -> list[Row]:
    with connection.cursor() as db:
        db.execute(statement(name), facts)
        names = [column.name for column in db.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in db.fetchall()]
    return [{**row, "first_month": Month.of(row["first_month"]), "amount_idr": int(row["amount_idr"])} for row in found]


def participants(line: FundingLine, *, everybody: bool) -> list[Row]:
    """The workers with a place on a line, by village and name: all, or those of whose enrolment
    BPJS has said nothing yet, and those whom it refused and who stand all the same.

    Nobody whose processing is restricted. `id` is the worker's number here, everything else what a column may hold.
    """
    found = _rows("participants", {"line": line.pk, "everybody": everybody})
    return [{**row, "line": line.name, "programme": line.programme_code} for row in found]


def paid_workers(invoice: Invoice) -> list[Row]:
    """The worker-months of an invoice that were not taken off it, by village and name."""
    code = invoice.payment_code or ""
    return [
        {**row, "line": invoice.line.name, "payment_code": code}
        for row in _rows("paid_workers", {"invoice": invoice.pk})
    ]
