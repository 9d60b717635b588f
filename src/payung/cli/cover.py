"""`payung cover NIK`: was this person covered on that day?"""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import FROM_INPUT, connect, day, one_line, print_json, seeing_all
from payung.units.refusal import Refused


def cover(
    nik: Annotated[str, typer.Argument(help=f"NIK, 16 angka; {FROM_INPUT}")],
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Apakah pekerja ini terlindungi pada hari itu, oleh siapa, dan mengapa."""
    asked = day(on)
    connect()
    from payung.insight.cover import answer
    from payung.people.queries import by_nik
    from payung.rules.law import law

    with seeing_all():
        person = by_nik(one_line(nik).strip())
        if person is None:
            raise Refused("nik_unknown")
        told = answer(person, asked, law())
    print_json(told.for_json) if as_json else print(told.why)
