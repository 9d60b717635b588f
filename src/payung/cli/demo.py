"""`payung demo`: the whole model case, from an empty folder to a console with cards."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from rich.table import Table

from payung.cli.cards import print_line
from payung.cli.console import WHOLE_COUNTRY, connect, console, print_json, seeing_all
from payung.cli.coverage import measure
from payung.cli.demo_accident import run_accident
from payung.cli.demo_claim import run_claim
from payung.cli.demo_scholarship import run_scholarship
from payung.cli.intake import take_in, tell
from payung.cli.places import release_unused
from payung.cli.programme import load_file
from payung.cli.serve import serve_console
from payung.config.home import CHECKOUT, sub_folder
from payung.units.month import day_in_words
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures, in_rupiah

EXAMPLE = CHECKOUT / "examples" / "purwakarta"
JUDGED_ON = date(2025, 11, 21)
REGENCY, TANJUNGSARI = "32.14", "32.14.16.2005"
EARLIER, MAIN, SPONSOR = "lama-tanjungsari", "kab-2025", "csr-taekwang"


def _list(name: str, programme: str, line: str) -> None:
    tell(take_in(EXAMPLE / name, programme=programme, line=line, on=JUDGED_ON))


def _measured(after: str, *lines: str) -> dict[str, Any]:
    """Coverage as it was after a step: with these lines counted and no others, whatever has come in since."""
    return {"after": after, **measure(REGENCY, JUDGED_ON, lines)}


def _release(line: str) -> None:
    placed = release_unused(line, JUDGED_ON).placed
    console.print(f"{placed} tempat yang tidak terpakai dialihkan ke daftar tunggu desa lain.")


def _lists(programme: str) -> None:
    """The lists in the order in which they came; one that has landed before changes nothing."""
    _list("peserta-lama-tanjungsari.csv", programme, EARLIER)
    _list("usulan-tanjungsari.xlsx", programme, MAIN)
    _list("usulan-purwakarta.csv", programme, MAIN)
    _release(MAIN)
    _list("csr-taekwang.xlsx", programme, SPONSOR)


def _print_cards(line: str) -> None:
    target = sub_folder("cards") / f"{line}.pdf"
    if not target.exists():
        console.print(
            f"{print_line(line, area=WHOLE_COUNTRY, on=JUDGED_ON, out=target, why='peragaan')} kartu di {target}"
        )


def _result(programme: str) -> dict[str, Any]:
    from payung.insight.programmes import lines_at
    from payung.insight.village import village
    from payung.membership.queries import ended_after
    from payung.programmes.queries import programme as programme_called

    with seeing_all():
        under = programme_called(programme)
        found = village(TANJUNGSARI, under, lines_at(TANJUNGSARI, JUDGED_ON), JUDGED_ON)
        lines = [line for line in lines_at(under.region, JUDGED_ON) if line.programme == programme]
        ended = ended_after(JUDGED_ON)
    here = {"earlier": found.earlier, "new": found.fresh, "target": found.target, "besides": found.besides}
    # As it was on the day of the story: whoever died later held a place then.
    places = {
        line.code: {"kind": line.kind, "places": line.places, "taken": (line.taken or 0) + ended.get(line.code, 0),
                    "waiting": line.waiting}
        for line in lines
    }  # fmt: skip
    steps = [_measured("before"), _measured(MAIN, MAIN), _measured(SPONSOR, MAIN, SPONSOR)]
    return {"tanjungsari": here, "lines": places, "coverage": steps}


def run_demo() -> dict[str, Any]:
    """The main job of the model case, and its figures. What was done before is not done again."""
    from payung.access.actions.invite import invite_demo_users

    programme, _ = load_file(EXAMPLE / "programme.toml")
    with seeing_all():
        invite_demo_users()
    _lists(programme)
    for line in (MAIN, SPONSOR):
        _print_cards(line)
    stories = {"claim": run_claim(), "accident": run_accident(), "scholarship": run_scholarship()}
    return {**_result(programme), **stories}


def _tell(result: dict[str, Any]) -> None:
    table = Table(title="1 Desa 100 Perlindungan")
    for heading in ("Sumber dana", "Tempat", "Terisi", "Menunggu"):
        table.add_column(heading, justify="left" if heading == "Sumber dana" else "right")
    for code, line in result["lines"].items():
        table.add_row(f"{code} ({line['kind']})", *(in_figures(line[key]) for key in ("places", "taken", "waiting")))
    console.print(table)
    for step in result["coverage"]:
        covered, eligible = in_figures(step["covered"]), in_figures(step["eligible"])
        console.print(f"Cakupan {step['after']}: {covered} dari {eligible}, {str(step['percent']).replace('.', ',')} %")
    here = result["tanjungsari"]
    total = here["earlier"] + here["new"]
    console.print(f"Desa Tanjungsari: {here['earlier']} + {here['new']} = {total} dari {here['target']}")
    claim = result["claim"]
    paid_on = day_in_words(date.fromisoformat(claim["paid_on"]))
    console.print(f"Klaim {claim['number']}: {in_rupiah(claim['paid_idr'])} dibayar kepada {claim['heir']}, {paid_on}")
    hurt, pupils = result["accident"], result["scholarship"]
    console.print(
        f"Kecelakaan {hurt['number']}: {in_rupiah(hurt['treatment_idr'])} perawatan dengan surat jaminan {hurt['letter']}; "
        f"meninggal, klaim {hurt['death']}: {in_rupiah(hurt['paid_idr'])}"
    )
    paid, to_come = in_rupiah(pupils["scholarship_idr"]), in_rupiah(pupils["to_come_idr"])
    console.print(
        f"Beasiswa {pupils['number']}: {paid} sudah dibayar untuk {pupils['children']} anak, {to_come} akan datang"
    )


def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="hanya menjalankan, tanpa membuka konsol")] = False,
    port: Annotated[int, typer.Option(envvar="PAYUNG_PORT", help="port konsol")] = 8000,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Menjalankan contoh Purwakarta dari awal sampai kartu, lalu membuka konsol."""
    if not EXAMPLE.is_dir():
        raise Refused("file_missing", path=str(EXAMPLE))
    connect()
    result = run_demo()
    if as_json:
        print_json(result)
    else:
        _tell(result)
    if not no_serve:
        serve_console(port=port, demo=True)
