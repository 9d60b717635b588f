"""Take a bank's statement: whole, once, each line matched with the invoice whose payment code it names, to the rupiah."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from payung.funding.actions.match_line import match_lines
from payung.funding.models import BankStatement, StatementLine
from payung.funding.queries import statement as sql
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One line as it was read: where it stands, its day, whole rupiah with sign, text, number, and its mark."""

    row: int
    booked_on: date
    amount_idr: int
    text: str
    number: str
    mark: str


@dataclass(frozen=True, slots=True)
class GivenStatement:
    """A statement as it was read: it adds up already."""

    fingerprint: str
    name: str
    account: str
    opening_idr: int
    closing_idr: int
    lines: Sequence[GivenLine]


def take_statement(*, statement: GivenStatement, region: str, by: str, at: datetime) -> tuple[BankStatement, bool]:
    """The statement as it was taken, and whether it is new: the same one twice changes nothing.

    All of it in one transaction: the lines that no earlier statement has, and the payments of the invoices that they name.
    Raises Refused("statement_without_area") for somebody who acts for the whole country.
    """
    if not region:
        raise Refused("statement_without_area")
    known = {"region": region, "fingerprint": statement.fingerprint}
    try:
        with transaction.atomic():
            if held := BankStatement.objects.filter(**known).first():
                return held, False
            return _take(statement, region, by, at), True
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "bank_statement_is_taken_once":
            raise
        # Somebody else has taken the same file in this very moment.
        return BankStatement.objects.get(**known), False


def _take(statement: GivenStatement, region: str, by: str, at: datetime) -> BankStatement:
    taken = BankStatement.objects.create(
        region=region, fingerprint=statement.fingerprint, file_name=statement.name[-200:], account=statement.account[:60],
        opening_idr=statement.opening_idr, moved_idr=sum(line.amount_idr for line in statement.lines),
        closing_idr=statement.closing_idr, lines=len(statement.lines), known=0, taken_at=at, taken_by=by,
        first_on=min(line.booked_on for line in statement.lines), last_on=max(line.booked_on for line in statement.lines),
    )  # fmt: skip
    with connection.cursor() as db:
        db.execute(sql("write_statement_lines"), {
            "statement": taken.pk, "region": region,
            **{name: [getattr(line, name) for line in statement.lines] for name in GivenLine.__slots__},
        })  # fmt: skip
        (fresh,) = db.fetchone()
    taken.known = len(statement.lines) - fresh
    taken.save(update_fields=["known"])
    match_lines(StatementLine.objects.filter(statement=taken))
    return taken
