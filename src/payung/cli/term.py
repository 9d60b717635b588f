"""`payung term advise`: what a planned term gives, before the money is spent. Needs no database."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from payung.cli.asked import Question
from payung.cli.console import console, language, print_json
from payung.cli.law_answer import mark, output, tell_unverified
from payung.rules.answer import unverified
from payung.rules.term import TermAdvice
from payung.rules.told import item_words, runs, term_told, warning
from payung.units.month import Term
from payung.units.rupiah import in_rupiah

app = typer.Typer(no_args_is_help=True, help="Masa bayar: nasihat sebelum uang dibelanjakan.")


def _by_month(advice: TermAdvice) -> Table:
    """One row a month: its price, and what each death in it would pay."""
    table = Table(box=None, pad_edge=False)
    for heading in ("Bulan", "Iuran", "Meninggal bukan karena kerja", "Meninggal karena kerja"):
        table.add_column(heading, justify="left" if heading == "Bulan" else "right")
    for m in advice.months:
        amounts = (m.price_idr, m.death_natural_idr, m.death_work_idr)
        table.add_row(m.month.in_words(language()), *(in_rupiah(amount) for amount in amounts))
    return table


def _by_line(advice: TermAdvice) -> Table:
    """How each amount was counted, once for the months in which nothing in it changes."""
    table = Table(box=None, pad_edge=False)
    for heading in ("Apa", "Bulan", "Rupiah", "Hitungan", "Dasar", "Bukti"):
        table.add_column(heading, justify="right" if heading == "Rupiah" else "left", overflow="fold")
    for run in runs(advice, language()):
        months = Term(run.first, run.first.months_until(run.last) + 1).in_words()
        item = run.item
        what, amount = item_words(item, language()), in_rupiah(item.amount_idr)
        table.add_row(what, months, amount, item.formula_in(language()), item.article, mark(item.evidence))
    return table


def _tell(advice: TermAdvice) -> None:
    out = output()
    out.print(_by_month(advice))
    print(f"Iuran seluruhnya {in_rupiah(advice.price_idr)} per pekerja")
    out.print(_by_line(advice))
    for code, facts in advice.warnings:
        console.print(warning(code, facts, language()), style="yellow", markup=False)
    tell_unverified(unverified(advice.rests_on))


@app.command("advise", cls=Question)
def advise_term(
    first: Annotated[str, typer.Option("--from", help="bulan pertama, YYYY-MM")],
    months: Annotated[str, typer.Option(metavar="N", help="berapa bulan")],
    payer: Annotated[
        str, typer.Option(help="jenis pembayar: apbd-prov, apbd-kab, apbdes, dbhcht, csr, zakat, self, apbn")
    ],
    covered_before: Annotated[
        str, typer.Option(metavar="N", help="bulan yang sudah terlindungi tepat sebelumnya")
    ] = "0",
    sector: Annotated[str, typer.Option(help="transport atau other")] = "other",
    income: Annotated[str, typer.Option(metavar="RUPIAH", help="penghasilan sebulan")] = "0",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Apa yang dibayarkan bila pekerja meninggal pada tiap bulan, dan apakah masanya cukup."""
    from payung.rules.law import law
    from payung.rules.read import read_month, read_whole
    from payung.rules.term import advise, planned_term

    book = law()
    advice = advise(
        book, planned_term(read_month("from", first), read_whole("months", months)), payer_kind=payer, sector=sector,
        income_idr=read_whole("income", income), covered_before=read_whole("covered_before", covered_before),
    )  # fmt: skip
    if as_json:
        print_json(term_told(advice, book, language()))
    else:
        _tell(advice)


@app.callback()
def term() -> None:
    """Masa bayar sumber dana."""
