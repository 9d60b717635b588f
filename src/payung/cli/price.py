"""`payung price`: what one worker-month costs, and by which article."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from payung.cli.console import console, month, print_json
from payung.units.rupiah import in_rupiah


def price(
    payer: Annotated[
        str, typer.Option(help="jenis pembayar: apbd-prov, apbd-kab, apbdes, dbhcht, csr, zakat, self, apbn")
    ],
    sector: Annotated[str, typer.Option(help="transport atau other")],
    month_text: Annotated[str, typer.Option("--month", help="bulan iuran, YYYY-MM")],
    income: Annotated[int, typer.Option(help="penghasilan sebulan dalam rupiah")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Iuran satu pekerja untuk satu bulan."""
    from payung.rules.contribution import contribution
    from payung.rules.law import law

    book = law()
    told = contribution(book, payer_kind=payer, sector=sector, month=month(month_text), income_idr=income)
    if as_json:
        items = [asdict(item) for item in told.items]
        print_json({
            "jkk_idr": told.amount_of("jkk"), "jkm_idr": told.amount_of("jkm"), "total_idr": told.total_idr,
            "items": items, "sources": told.sources, "unverified": told.unverified, "law_digest": book.digest,
        })  # fmt: skip
        return
    for item in told.items:
        print(f"{item.code.upper()}  {in_rupiah(item.amount_idr):>12}  = {item.formula}  [{item.article}]")
    print(f"Total {in_rupiah(told.total_idr)}")
    if told.unverified:
        console.print(f"Belum terverifikasi: {', '.join(told.unverified)}", style="yellow")
