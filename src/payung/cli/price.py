"""`payung price`: what one worker-month costs, and by which article."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.law_answer import tell


def price(
    payer: Annotated[
        str, typer.Option(help="jenis pembayar: apbd-prov, apbd-kab, apbdes, dbhcht, csr, zakat, self, apbn")
    ],
    sector: Annotated[str, typer.Option(help="transport atau other")],
    month: Annotated[str, typer.Option(help="bulan iuran, YYYY-MM")],
    income: Annotated[str, typer.Option(metavar="RUPIAH", help="penghasilan sebulan")],
    with_jht: Annotated[bool, typer.Option("--jht", help="dengan jaminan hari tua (pilihan)")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Iuran satu pekerja untuk satu bulan."""
    from payung.rules.contribution import contribution
    from payung.rules.law import law
    from payung.rules.read import read_month, read_whole

    book, asked, income_idr = law(), read_month("month", month), read_whole("income", income)
    told = contribution(book, payer_kind=payer, sector=sector, month=asked, income_idr=income_idr, with_jht=with_jht)
    codes = ("jkk", "jkm", "jht") if with_jht else ("jkk", "jkm")
    parts = {f"{code}_idr": told.amount_of(code) for code in codes}
    tell(told, book, asked.first_day, as_json=as_json, more=parts)
