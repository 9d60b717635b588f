"""Match lines of a statement with invoices: by the payment code that a line names, or by hand with a reason; once each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from payung.funding.actions.note_payment_code import tells_apart
from payung.funding.actions.pay import pay
from payung.funding.models import OPEN, Invoice, StatementLine
from payung.funding.queries import held_balance, offset_of
from payung.funding.queries.incoming import names
from payung.units.refusal import Refused

_REASON_AT_LEAST = 5


def _codes() -> dict[str, Invoice]:
    """Every invoice in sight that has a payment code, by the code in capitals. Codes that stand in much text pay nothing."""
    invoices = Invoice.objects.exclude(payment_code=None).select_related("line")
    coded = {str(invoice.payment_code).upper(): invoice for invoice in invoices}
    return {code: invoice for code, invoice in coded.items() if tells_apart(code)}


def _named(text: str, codes: dict[str, Invoice]) -> list[Invoice]:
    return [invoice for code, invoice in codes.items() if names(text, code)]


def set_off(invoice: Invoice, paid_idr: int) -> int:
    """How much of an invoice is set off against what BPJS owes when this much was paid, in rupiah: all of it or nothing."""
    offset_idr = offset_of(invoice)
    return offset_idr if paid_idr + offset_idr == invoice.open_idr else 0


def match_lines(lines: Iterable[StatementLine]) -> int:
    """Pays the invoice that each open line names, where it is one and the amount is right to the rupiah; gives how many.

    Right is what is open, or that less what BPJS owes where the line's rule takes it off the next invoice (`set_off`).

    A line that names none, two, or another amount stays open under the class that says why; one that was opened again waits
    for somebody, since what it names was wrong once. Must run inside `seeing`.
    """
    codes, matched = _codes(), 0
    for line in lines:
        if line.outcome in OPEN and line.outcome != "opened" and line.amount_idr < 0:
            matched += _match(line, _named(f"{line.text} {line.number}", codes))
    return matched


def held_line(line: StatementLine) -> StatementLine:
    """A line that nobody has decided on, held until the end of the transaction. Raises Refused("statement_line_settled")."""
    held = StatementLine.objects.select_for_update().select_related("statement").get(pk=line.pk)
    if not held.is_open:
        raise Refused("statement_line_settled")
    return held


def source_of(line: StatementLine) -> str:
    """Which paper the ledger keeps for what a line moves."""
    return f"{line.statement.file_name[-80:]}, baris {line.row}"


def _class_of(line: StatementLine, named: list[Invoice]) -> str:
    """Why a line stays open, or "" when it pays the one invoice that it names."""
    if len(named) != 1:
        return "two" if named else "no-code"
    named[0].refresh_from_db()
    if not named[0].open_idr:
        return "settled"
    difference = -line.amount_idr - named[0].open_idr + set_off(named[0], -line.amount_idr)
    return "short" if difference < 0 else "over" if difference else ""


def _match(line: StatementLine, named: list[Invoice]) -> bool:
    outcome = _class_of(line, named)
    if not outcome:
        try:
            _pay(line, named[0], "paid", f"kode bayar {named[0].payment_code}")
            return True
        except Refused as refused:
            # Somebody paid it in this very moment, or the line has not received that much, or had not on the day of the bank.
            outcome = "settled" if refused.code == "invoice_paid" else "bank-short"
            if refused.code not in ("invoice_paid", "bank_short", "bank_short_then"):
                raise
    if outcome != line.outcome:
        StatementLine.objects.filter(pk=line.pk, invoice=None).update(outcome=outcome)
    return False


@transaction.atomic
def _pay(
    line: StatementLine, invoice: Invoice, outcome: str, why: str, *, beyond: bool = False, **decided: object
) -> None:
    """Pays an invoice by a line, which is held until the end of the transaction. Raises Refused when it has paid another.

    What the line took out beyond the invoice is booked as overpaid where `beyond` says so, and refused otherwise.
    """
    held = held_line(line)
    if StatementLine.objects.filter(invoice=invoice).exists():
        raise Refused("invoice_paid", invoice=str(invoice))
    held_balance(invoice.line)
    invoice.refresh_from_db()
    paid_idr = -held.amount_idr
    entry = pay(
        invoice=invoice, amount_idr=paid_idr, offset_idr=set_off(invoice, paid_idr), on=held.booked_on, reason=why,
        source=source_of(held), overpaid_idr=max(0, paid_idr - invoice.open_idr) if beyond else 0,
    )  # fmt: skip
    StatementLine.objects.filter(pk=held.pk).update(outcome=outcome, invoice=invoice, entry=entry, **decided)


def said_why(reason: str) -> str:
    """Why somebody decides so, blanks made single. Raises Refused("statement_reason_missing") for less than a word."""
    said = " ".join(reason.split())
    if len(said) < _REASON_AT_LEAST:
        raise Refused("statement_reason_missing")
    return said[:200]


def outgoing(line: StatementLine) -> StatementLine:
    """The line, which took money out. Raises Refused("statement_line_incoming") for one that brought some."""
    if line.amount_idr > 0:
        raise Refused("statement_line_incoming")
    return line


def match_by_hand(
    *, line: StatementLine, invoice: Invoice, reason: str, by: str, at: datetime, beyond: bool = False
) -> None:
    """Pays an invoice by a line that does not name it, with the reason of whoever says so; sets off as `match_lines`.

    `beyond` books what the line took out beyond the invoice as overpaid to BPJS, in the same entry.

    Raises Refused: "statement_line_settled" when somebody was faster, "statement_line_incoming", "statement_reason_missing", and
    what `pay` refuses: another amount, an invoice that is paid. Nobody pays by one line twice, nor one invoice by two lines.
    """
    said = said_why(reason)
    _pay(outgoing(line), invoice, "by-hand", said, beyond=beyond, reason=said, decided_by=by, decided_at=at)


@transaction.atomic
def set_aside(*, line: StatementLine, reason: str, by: str, at: datetime) -> None:
    """Says of a line that it pays no invoice: a fee, a transfer booked elsewhere. Raises Refused as `match_by_hand`."""
    said = said_why(reason)
    held = held_line(line)
    StatementLine.objects.filter(pk=held.pk).update(outcome="set-aside", reason=said, decided_by=by, decided_at=at)


@transaction.atomic
def open_again(*, line: StatementLine, reason: str, by: str, at: datetime) -> None:
    """Opens a line that was set aside, with the reason. What a line has booked is opened by correcting its entry (`correct`).

    Raises Refused: "statement_line_not_aside" for a line that is not, or no more, set aside; "statement_reason_missing".
    """
    said = said_why(reason)
    held = StatementLine.objects.select_for_update().get(pk=line.pk)
    if held.outcome != "set-aside":
        raise Refused("statement_line_not_aside")
    StatementLine.objects.filter(pk=held.pk).update(outcome="opened", reason=said, decided_by=by, decided_at=at)
