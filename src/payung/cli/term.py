"""`payung term advise`: what a planned term gives, before the money is spent. Needs no database."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from payung.cli.console import console, language, month, print_json
from payung.cli.law_answer import tell_unverified
from payung.rules.answer import unverified
from payung.rules.law import Law
from payung.rules.term import TermAdvice, advise
from payung.units.month import Term
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah
from payung.units.words import say

app = typer.Typer(no_args_is_help=True, help="Masa bayar: nasihat sebelum uang dibelanjakan.")


def sentence(code: str, facts: dict[str, int]) -> str:
    """A warning in words, its amounts as rupiah."""
    money = {key.removesuffix("_idr"): in_rupiah(facts[key]) for key in facts if key.endswith("_idr")}
    return say(code, language(), **{**facts, **money})


def for_json(advice: TermAdvice, book: Law) -> dict[str, Any]:
    """The advice, one row a month, with the warnings as code, facts and sentence."""
    months = [
        {
            "month": str(m.month), "death_natural_idr": m.death_natural_idr, "death_work_idr": m.death_work_idr,
            "price_idr": m.price_idr,
        }
        for m in advice.months
    ]  # fmt: skip
    return {
        "months": months,
        "warnings": [{"code": code, "text": sentence(code, facts), **facts} for code, facts in advice.warnings],
        "cheapest_sufficient_months": advice.cheapest_sufficient_months,
        "price_idr": advice.price_idr,
        "sufficient_price_idr": advice.sufficient_price_idr,
        "unverified": unverified(advice.rests_on),
        "law_digest": book.digest,
    }


def _tell(advice: TermAdvice) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("Bulan", "Iuran", "Meninggal bukan karena kerja", "Meninggal karena kerja"):
        table.add_column(heading, justify="left" if heading == "Bulan" else "right")
    for m in advice.months:
        amounts = (m.price_idr, m.death_natural_idr, m.death_work_idr)
        table.add_row(m.month.in_words(), *(in_rupiah(amount) for amount in amounts))
    Console(highlight=False, markup=False).print(table)
    print(f"Iuran seluruhnya {in_rupiah(advice.price_idr)} per pekerja")
    for code, facts in advice.warnings:
        console.print(sentence(code, facts), style="yellow", markup=False)
    tell_unverified(unverified(advice.rests_on))


@app.command("advise")
def advise_term(
    first: Annotated[str, typer.Option("--from", help="bulan pertama, YYYY-MM")],
    months: Annotated[int, typer.Option(help="berapa bulan")],
    payer: Annotated[
        str, typer.Option(help="jenis pembayar: apbd-prov, apbd-kab, apbdes, dbhcht, csr, zakat, self, apbn")
    ],
    covered_before: Annotated[int, typer.Option(help="bulan yang sudah terlindungi tepat sebelumnya")] = 0,
    sector: Annotated[str, typer.Option(help="transport atau other")] = "other",
    income: Annotated[int, typer.Option(help="penghasilan sebulan dalam rupiah")] = 0,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Apa yang dibayarkan bila pekerja meninggal pada tiap bulan, dan apakah masanya cukup."""
    from payung.rules.law import law
    from payung.rules.term import MOST_MONTHS

    book, start = law(), month(first)
    if months < 1:
        raise Refused("field_invalid", field="months", given=months, allowed=f"1 - {MOST_MONTHS}")
    advice = advise(
        book, Term(start, months), payer_kind=payer, sector=sector, income_idr=income, covered_before=covered_before
    )
    if as_json:
        print_json(for_json(advice, book))
    else:
        _tell(advice)


@app.callback()
def term() -> None:
    """Masa bayar sumber dana."""
