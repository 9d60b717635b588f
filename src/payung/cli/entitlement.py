"""`payung entitlement death` and `payung entitlement accident`: what is paid, line by line. Needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.asked import Question, day_or_today
from payung.cli.family_file import read_children
from payung.cli.law_answer import tell
from payung.rules.read import read_amounts, read_if, read_whole, read_words

app = typer.Typer(no_args_is_help=True, help="Manfaat: berapa yang dibayarkan, dan menurut pasal mana.")
_On = Annotated[str | None, typer.Option(help="hari kejadian, YYYY-MM-DD; tanpa ini: hari ini")]
_Base = Annotated[str, typer.Option(metavar="RUPIAH", help="penghasilan dasar sebulan (dari lapisan iuran)")]
_Children = Annotated[Path | None, typer.Option(help="berkas anak: JSON, TOML atau CSV dengan birth_on, level, year")]
_Json = Annotated[bool, typer.Option("--json")]


@app.command(cls=Question)
def death(
    cause: Annotated[str, typer.Option(help="natural (bukan karena kerja) atau work (kecelakaan kerja)")],
    months_paid: Annotated[str, typer.Option(metavar="N", help="bulan yang sudah dibayar, termasuk bulan meninggal")],
    on: _On = None,
    consecutive: Annotated[
        str | None, typer.Option(metavar="N", help="di antaranya berturut-turut sampai meninggal")
    ] = None,
    reading: Annotated[str | None, typer.Option(help="cara membaca '3 bulan': paid atau consecutive")] = None,
    base: _Base = "1000000",
    children: _Children = None,
    as_json: _Json = False,
) -> None:
    """Yang diterima ahli waris bila pekerja meninggal."""
    from payung.rules.entitlement import by_death
    from payung.rules.law import law
    from payung.rules.scholarship import for_json

    book, asked = law(), day_or_today(on)
    found = by_death(
        book, asked, cause=cause, months_paid=read_whole("months_paid", months_paid),
        months_consecutive=read_if(read_whole, "consecutive", consecutive), reading=reading,
        base_idr=read_whole("base", base), children=read_children(children),
    )  # fmt: skip
    more = {"schedule": for_json(found.schedule), "by_reading_idr": found.by_reading_idr}
    tell(found.answer, book, asked, as_json=as_json, more=more)


@app.command(cls=Question)
def accident(
    on: _On = None,
    base: _Base = "1000000",
    transport: Annotated[str, typer.Option(help="biaya angkutan: land=N,sea=N,air=N")] = "",
    inability_months: Annotated[str, typer.Option(metavar="N", help="bulan tidak mampu bekerja")] = "0",
    loss: Annotated[str, typer.Option(help="cacat sebagian: KODE[:right|left][@persen],...")] = "",
    total: Annotated[bool, typer.Option("--total", help="cacat total tetap")] = False,
    aid: Annotated[str, typer.Option(help="alat bantu: homecare=N,glasses=N,hearing_aid=N,dentures=N")] = "",
    homecare_months: Annotated[str, typer.Option(metavar="N", help="bulan perawatan di rumah")] = "1",
    prosthesis: Annotated[
        str | None, typer.Option(metavar="RUPIAH", help="harga protesa di rumah sakit rehabilitasi pemerintah")
    ] = None,
    children: _Children = None,
    left_handed: Annotated[bool, typer.Option("--left-handed", help="kidal: kanan dan kiri bertukar")] = False,
    as_json: _Json = False,
) -> None:
    """Yang dibayarkan karena kecelakaan kerja, di samping perawatan tanpa batas."""
    from payung.rules.accident import Accident
    from payung.rules.entitlement import by_accident
    from payung.rules.law import law
    from payung.rules.scholarship import for_json

    book, asked = law(), day_or_today(on)
    happened = Accident(
        read_amounts("transport", transport), read_whole("inability_months", inability_months), read_words(loss),
        read_amounts("aid", aid), read_whole("homecare_months", homecare_months),
        read_if(read_whole, "prosthesis", prosthesis), total=total, left_handed=left_handed,
    )  # fmt: skip
    base_idr, left = read_whole("base", base), read_children(children)
    found = by_accident(book, asked, base_idr=base_idr, happened=happened, children=left)
    tell(found.answer, book, asked, as_json=as_json, more={"schedule": for_json(found.schedule)})


@app.callback()
def entitlement() -> None:
    """Manfaat program."""
