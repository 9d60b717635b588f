"""`payung invoice LINE MONTH`: a month of a line, or of all lines, on invoices: all of it or nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from payung.cli.console import connect, console, day, print_json, seeing_all
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures, in_rupiah

if TYPE_CHECKING:
    from payung.funding.models import Invoice


def make_invoices(line_code: str | None, month: Month, on: date) -> list[Invoice]:
    """The invoices of a month in one transaction: of one line, or without a code of every line that has anything left.

    Raises Refused: "line_unknown", "nothing_to_invoice" (of one line).
    """
    from payung.funding import queries as funding
    from payung.insight.invoice import invoice_run
    from payung.membership.actions.invoice_month import invoice_month

    with seeing_all():
        if line_code:
            return [invoice_month(line=funding.line(line_code), month=month, on=on)]
        codes = [line.code for line in invoice_run(month.first_day) if line.to_invoice_idr]
        # In the order of their numbers, which is that in which money is held.
        lines = sorted(funding.lines_with_codes(codes).values(), key=lambda line: line.pk)
        return [invoice_month(line=line, month=month, on=on) for line in lines]


def _asked_month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise Refused("month_invalid", given=text[:40]) from None


def _told(made: Invoice) -> dict[str, Any]:
    return {"invoice": str(made), "line": made.line.code, "month": f"{made.month:%Y-%m}", "workers": made.workers,
            "amount_idr": made.amount_idr}  # fmt: skip


def invoice(
    line: Annotated[str, typer.Argument(metavar="LINE", help="kode sumber dana; dengan --all langsung bulannya")],
    month: Annotated[str | None, typer.Argument(metavar="MONTH", help="bulan, YYYY-MM")] = None,
    all_lines: Annotated[bool, typer.Option("--all", help="semua sumber dana")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Menagih bulan pekerja yang belum ditagih, masing-masing tepat sekali."""
    text = (month or line) if all_lines else (month or "")
    asked, on = _asked_month(text), day(None)
    connect()
    made = make_invoices(None if all_lines else line, asked, on)
    if as_json:
        print_json({"month": str(asked), "invoices": [_told(each) for each in made]})
        return
    for each in made:
        console.print(f"{each}: {in_figures(each.workers)} pekerja, {in_rupiah(each.amount_idr)}", markup=False)
    if not made:
        console.print(f"Semua bulan pekerja {asked.in_words()} sudah ditagih.")
