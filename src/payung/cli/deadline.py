"""`payung deadline`: by when to pay, to report, to claim, and when membership lapses. Needs no database."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import console, language, print_json
from payung.cli.law_answer import mark, tell_unverified
from payung.rules.answer import unverified
from payung.rules.deadline import Deadlines
from payung.rules.told import Day, day_told, deadlines_told, item_words
from payung.units.month import day_in_words
from payung.units.rupiah import in_rupiah


def _tell_day(day: Day) -> None:
    if day.until is None:
        until = day.formula
    else:
        hour = f"{day.until:%H:%M} " if day.code == "report_until" else ""
        until = hour + day_in_words(day.until, language())
    print(f"{day.words}: {until}")
    print(f"    {day.formula} ({day.article}; {mark(day.evidence)})")


def _tell(found: Deadlines) -> None:
    for each in found.days:
        _tell_day(day_told(each, language()))
    for item in found.late.items if found.late else ():
        print(f"{item_words(item, language())}: {in_rupiah(item.amount_idr)} = {item.formula}")
        print(f"    {item.article}; {mark(item.evidence)}")
    for off in found.days_off:
        console.print(f"  libur: {off.on} {off.name}", markup=False)
    tell_unverified(unverified(found.rests_on))


def deadline(
    kind: Annotated[str, typer.Option(help="jkk (kecelakaan kerja) atau jkm (kematian)")],
    complete_on: Annotated[str | None, typer.Option(help="hari klaim lengkap, YYYY-MM-DD")] = None,
    paid_on: Annotated[str | None, typer.Option(help="hari dibayar, untuk menghitung keterlambatan")] = None,
    amount: Annotated[str, typer.Option(metavar="RUPIAH", help="manfaat yang dibayar")] = "0",
    happened_on: Annotated[str | None, typer.Option(help="hari kejadian, YYYY-MM-DD atau YYYY-MM-DDTHH:MM")] = None,
    last_paid: Annotated[str | None, typer.Option(help="bulan iuran terakhir yang dibayar, YYYY-MM")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Tenggat: membayar klaim, melapor, mengajukan klaim, dan berhentinya kepesertaan."""
    from payung.rules.deadline import deadlines
    from payung.rules.law import law
    from payung.rules.read import read_day, read_if, read_moment, read_month, read_whole

    book = law()
    found = deadlines(
        book, kind, complete_on=read_if(read_day, "complete_on", complete_on),
        paid_on=read_if(read_day, "paid_on", paid_on), amount_idr=read_whole("amount", amount),
        happened_at=read_if(read_moment, "happened_on", happened_on),
        last_paid=read_if(read_month, "last_paid", last_paid),
    )  # fmt: skip
    if as_json:
        print_json(deadlines_told(found, book, kind, language()))
    else:
        _tell(found)
