"""`payung heirs`: who receives a death benefit, and how much each. Needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.asked import day_or_today
from payung.cli.family_file import read_family
from payung.cli.law_answer import tell


def heirs(
    amount: Annotated[str, typer.Option(metavar="RUPIAH", help="jumlah yang dibagi")],
    family: Annotated[Path, typer.Option(help='berkas keluarga yang masih hidup, misalnya ["istri", "anak", "anak"]')],
    on: Annotated[str | None, typer.Option(help="hari meninggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Siapa yang menerima santunan, dan berapa masing-masing."""
    from payung.rules.heirs import heirs as share
    from payung.rules.law import law
    from payung.rules.read import read_whole

    book, asked, amount_idr = law(), day_or_today(on), read_whole("amount", amount)
    tell(share(book, asked, amount_idr=amount_idr, family=read_family(family)), book, asked, as_json=as_json)
