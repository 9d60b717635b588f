"""`payung price`: what one worker-month costs, and by which article."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import month
from payung.cli.law_answer import tell


def price(
    payer: Annotated[
        str, typer.Option(help="jenis pembayar: apbd-prov, apbd-kab, apbdes, dbhcht, csr, zakat, self, apbn")
    ],
    sector: Annotated[str, typer.Option(help="transport atau other")],
    month_text: Annotated[str, typer.Option("--month", help="bulan iuran, YYYY-MM")],
    income: Annotated[int, typer.Option(help="penghasilan sebulan dalam rupiah")],
    with_jht: Annotated[bool, typer.Option("--jht", help="dengan jaminan hari tua (pilihan)")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Iuran satu pekerja untuk satu bulan."""
    from payung.rules.contribution import contribution
    from payung.rules.law import law

    book, asked = law(), month(month_text)
    told = contribution(book, payer_kind=payer, sector=sector, month=asked, income_idr=income, with_jht=with_jht)
    parts = {"jkk_idr": told.amount_of("jkk"), "jkm_idr": told.amount_of("jkm")}
    if with_jht:
        parts["jht_idr"] = told.amount_of("jht")
    tell(told, book, asked.first_day, as_json=as_json, more=parts)
