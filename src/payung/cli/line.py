"""`payung line renew`: the workers of a line go on to the next term."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import connect, console, day, language, print_json, seeing_all
from payung.units.rupiah import in_rupiah
from payung.units.words import say

app = typer.Typer(no_args_is_help=True, help="Sumber dana: memperpanjang untuk masa berikutnya.")


@app.command()
def renew(
    line: Annotated[str, typer.Argument(help="kode sumber dana yang berakhir")],
    to: Annotated[str, typer.Option(help="kode sumber dana masa berikutnya, program yang sama")],
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="hanya menghitung, tidak mengubah apa pun")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Memperpanjang: setiap pekerja diperiksa lagi, lalu mendapat tempat dan bulan di sumber dana berikutnya."""
    asked = day(on)
    connect()
    from payung.funding import queries as funding
    from payung.membership.actions.renew import plan_renewal, renew_line
    from payung.programmes import queries as programmes
    from payung.rules.law import law

    with seeing_all():
        ending = funding.line(line)
        following = funding.line(to, programme_code=ending.programme_code)
        programme = programmes.programme(ending.programme_code)
        run = plan_renewal if dry_run else renew_line
        done = run(law=law(), line=ending, to=following, programme=programme, on=asked)
    if as_json:
        print_json({
            "line": line, "to": to, "dry_run": dry_run, "first_month": str(done.term.first), "months": done.term.months,
            "seats": done.seats, "outcomes": done.outcomes, "cost_idr": done.cost_idr,
        })  # fmt: skip
        return
    spoken = language()
    code = "renewal_planned" if dry_run else "renewal_done"
    facts = {
        "renewed": done.renewed,
        "seats": done.seats,
        "term": done.term.in_words(),
        "cost": in_rupiah(done.cost_idr),
    }
    console.print(say(code, spoken, **facts))
    for why, workers in done.reasons:
        console.print(f"  {workers}  {say(why, spoken)}")


@app.callback()
def lines() -> None:
    """Sumber dana."""
