"""Reads of funding lines, of what they hold, and of their ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from django.db import connection
from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import Least

from payung.funding.models import (
    ACCOUNTS,
    OPEN,
    BankStatement,
    FundingLine,
    Invoice,
    LineBalance,
    LineDay,
    StatementLine,
    Transfer,
)
from payung.units.month import Month
from payung.units.refusal import Refused

STATEMENTS_SHOWN, INVOICES_SHOWN = 50, 200


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parents[1] / "sql" / f"{name}.sql").read_text("utf-8")


def line(code: str, *, programme_code: str | None = None) -> FundingLine:
    """The funding line with this code. Raises Refused("line_unknown") naming the lines there are."""
    lines = FundingLine.objects.all() if programme_code is None else lines_of(programme_code)
    if found := lines.filter(code=code).first():
        return found
    raise Refused("line_unknown", line=code, known=", ".join(lines.values_list("code", flat=True)) or "-")


def lines_of(programme_code: str) -> QuerySet[FundingLine]:
    """The funding lines of a programme, the existing one first."""
    return FundingLine.objects.filter(programme_code=programme_code)


def lines_with_ids(ids: Iterable[int]) -> list[FundingLine]:
    """The funding lines with these ids, in the order of their ids, which is the order of locks."""
    return list(FundingLine.objects.filter(pk__in=list(ids)).order_by("pk"))


def lines_with_codes(codes: Iterable[str]) -> dict[str, FundingLine]:
    """The funding lines that have these codes, in any programme, by code."""
    return {line.code: line for line in FundingLine.objects.filter(code__in=list(codes))}


def held_balance(line: FundingLine) -> LineBalance:
    """What a line holds, held until the end of the transaction: nobody else moves its money meanwhile."""
    with connection.cursor() as db:
        db.execute("SELECT hold_line(%s)", [line.pk])
    return LineBalance.objects.get(line=line)


def today_or(earlier: date | None) -> date:
    """The day of business (`actions/book.py`; without one today), or an earlier day."""
    with connection.cursor() as db:
        db.execute("SELECT least(acting_on(), %s)", [earlier])
        return db.fetchone()[0]  # type: ignore[no-any-return]


def balance_on(line: FundingLine, on: date) -> dict[str, int]:
    """What lies on each account of a line at the end of a day, in rupiah; `promise` and `payer` are below zero by what
    they gave."""
    with connection.cursor() as db:
        db.execute(statement("balance_on"), {"line": line.pk, "on": on})
        return dict.fromkeys(ACCOUNTS, 0) | dict(db.fetchall())


def miscarried() -> list[tuple[str, str, int, int, int]]:
    """Accounts that differ from a sum of their transfers: line, account, held, recounted, by days. Empty when all is well."""
    with connection.cursor() as db:
        db.execute(statement("miscarried"))
        return list(db.fetchall())


def invoice(invoice_id: int) -> Invoice | None:
    """The invoice with this number, with its line, or None."""
    return Invoice.objects.select_related("line").filter(pk=invoice_id).first()


def offset_of(asked: Invoice) -> int:
    """How much of an invoice, in rupiah, is paid by what BPJS owes: nothing where the line has that back as money."""
    if asked.line.unused != "next-invoice":
        return 0
    return min(asked.open_idr, LineBalance.objects.get(line=asked.line_id).owed_idr)


def invoices_of(line: FundingLine) -> QuerySet[Invoice]:
    """The invoices of a line, the latest month first."""
    return Invoice.objects.filter(line=line).order_by("-month", "-number")


def lines_seen() -> QuerySet[FundingLine]:
    """The funding lines in sight, by programme."""
    return FundingLine.objects.all()


def statements_seen(*, before: int = 0) -> tuple[list[BankStatement], bool]:
    """One page of the statements taken in the area in sight, the latest first, before one if asked, and whether there are more.

    Each has how many of its lines are `open`.
    """
    waits = Count("statementline", filter=Q(statementline__outcome__in=OPEN))
    found = BankStatement.objects.filter(pk__lt=before) if before else BankStatement.objects.all()
    page: list[BankStatement] = list(found.annotate(open=waits).order_by("-id")[: STATEMENTS_SHOWN + 1])
    return page[:STATEMENTS_SHOWN], len(page) > STATEMENTS_SHOWN


def bank_statement(statement_id: int) -> BankStatement | None:
    """The statement with this number in the area in sight, or None."""
    return BankStatement.objects.filter(pk=statement_id).first()


def statement_lines(
    statement: BankStatement, *, open_only: bool, after: int = 0, limit: int = 50
) -> tuple[list[StatementLine], bool]:
    """One page of the lines of a statement in its order, after a line, and whether there are more."""
    lines = StatementLine.objects.filter(statement=statement, pk__gt=after).select_related("invoice__line")
    found = list((lines.filter(outcome__in=OPEN) if open_only else lines).order_by("pk")[: limit + 1])
    return found[:limit], len(found) > limit


def statement_line(line_id: int) -> StatementLine | None:
    """The line of a statement with this number, with its statement, or None."""
    return StatementLine.objects.select_related("statement", "invoice__line").filter(pk=line_id).first()


def opens_line(entry: int) -> bool:
    """Whether a line of a statement in sight made this entry, and so is opened again when it is corrected."""
    return StatementLine.objects.filter(entry=entry).exists()


def open_lines() -> QuerySet[StatementLine]:
    """The lines in sight that nobody has decided on, in order."""
    return StatementLine.objects.filter(outcome__in=OPEN).order_by("pk")


def open_invoices(asked: str = "") -> list[Invoice]:
    """The invoices in sight that are not paid, the earliest month first, each with its `set_off_idr` (as `offset_of`).

    At most `INVOICES_SHOWN`; asked for, those of a month ("2025-11"), of a line, or of a payment code alone.
    """
    unpaid = Invoice.objects.filter(amount_idr__gt=F("paid_idr") + F("credited_idr")).select_related("line")
    for word in asked.replace("/", " ").split()[:3]:
        unpaid = unpaid.filter(_said_of_invoice(word))
    still = F("amount_idr") - F("paid_idr") - F("credited_idr")
    owed = When(line__unused="next-invoice", then=Least(F("line__linebalance__owed_idr"), still))
    return list(unpaid.annotate(set_off_idr=Case(owed, default=0)).order_by("month", "line", "number")[:INVOICES_SHOWN])


def _said_of_invoice(word: str) -> Q:
    """What a word may say of an invoice: its month, the code of its line, its payment code, or its number."""
    try:
        return Q(month=Month.parse(word).first_day)
    except ValueError:
        number = Q(number=int(word)) if word.isascii() and word.isdigit() and len(word) < 4 else Q()
        return number | Q(payment_code__icontains=word) | Q(line__code__icontains=word)


def left_of(line: FundingLine) -> int:
    """What a line may still commit, in rupiah."""
    return LineBalance.objects.get(line=line).left_idr


def form_mark(key: str) -> str:
    """How the source of an entry ends that came by a form with this key."""
    return f" [form {key}]"


def came_by_form(line: FundingLine, key: str) -> bool:
    """Whether a form with this key is in the ledger of a line already. Hold its balance first, and no other can come between."""
    return Transfer.objects.filter(line=line, source__endswith=form_mark(key)).exists()


def transfers_of_entry(entry: int) -> list[Transfer]:
    """The transfers of an entry, with their line; none when it is out of sight."""
    return list(Transfer.objects.filter(entry=entry).select_related("line", "invoice__line").order_by("id"))


def journal(
    line: FundingLine, *, kind: str = "", first: date | None = None, last: date | None = None,
    before: tuple[date, int] | None = None,
) -> QuerySet[Transfer]:  # fmt: skip
    """The transfers of a line, newest first, of a kind and between two days if asked; `before` the day and id of one.

    `corrected_by` is the entry that took a transfer back, if one did.
    """
    found = Transfer.objects.filter(line=line).select_related("line", "corrects", "invoice__line")
    found = found.annotate(corrected_by=F("transfer__entry")).order_by("-made_on", "-id")
    if kind:
        found = found.filter(kind=kind)
    if first:
        found = found.filter(made_on__gte=first)
    if last:
        found = found.filter(made_on__lte=last)
    if before:
        day, number = before
        found = found.filter(Q(made_on__lt=day) | Q(made_on=day, id__lt=number))
    return found


def moved_between(line: FundingLine, first: date, last: date) -> dict[str, tuple[int, int]]:
    """What came to each account of a line between two days and what went, summed over its transfers themselves."""
    moved = Transfer.objects.filter(line=line, made_on__gte=first, made_on__lte=last).order_by()
    came = dict(moved.values_list("to_account").annotate(Sum("amount_idr")))
    went = dict(moved.values_list("from_account").annotate(Sum("amount_idr")))
    return {account: (came.get(account, 0), went.get(account, 0)) for account in ACCOUNTS}


def all_transfers(first: date, last: date, *, area: str = "") -> QuerySet[Transfer]:
    """Every transfer in sight between two days, in the order of their numbers; of the lines of an area if asked."""
    found = Transfer.objects.filter(made_on__gte=first, made_on__lte=last).select_related("line").order_by("id")
    return found.filter(region__startswith=area) if area else found


def totals_of_days(first: date, last: date, *, area: str = "") -> dict[str, tuple[int, int]]:
    """What went into and out of each account between two days, from the totals that are carried day by day."""
    found = LineDay.objects.filter(made_on__gte=first, made_on__lte=last)
    if area:
        found = found.filter(region__startswith=area)
    sums = found.values("account").annotate(came=Sum("in_idr"), went=Sum("out_idr"))
    return {row["account"]: (row["came"], row["went"]) for row in sums}
