"""`payung entitlement death` and `payung entitlement accident`: what is paid, line by line. Needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from payung.cli.console import day
from payung.cli.family_file import read_children
from payung.cli.law_answer import tell
from payung.units.refusal import Refused

app = typer.Typer(no_args_is_help=True, help="Manfaat: berapa yang dibayarkan, dan menurut pasal mana.")
CAUSES = ("natural", "work")
_On = Annotated[str | None, typer.Option(help="hari kejadian, YYYY-MM-DD; tanpa ini: hari ini")]
_Base = Annotated[int, typer.Option(help="penghasilan dasar sebulan dalam rupiah (dari lapisan iuran)")]
_Children = Annotated[Path | None, typer.Option(help="berkas anak: JSON, TOML atau CSV dengan birth_on, level, year")]
_Json = Annotated[bool, typer.Option("--json")]


def _readings(months_paid: int, consecutive: int | None, on: Any, children: Any) -> dict[str, int]:
    """What each reading of "3 months" gives, in rupiah."""
    from payung.rules.death import READINGS, natural_death
    from payung.rules.law import law

    asked = {"months_paid": months_paid, "months_consecutive": consecutive, "children": children}
    return {reading: natural_death(law(), on, **asked, reading=reading).total_idr for reading in READINGS}


@app.command()
def death(
    cause: Annotated[str, typer.Option(help="natural (bukan karena kerja) atau work (kecelakaan kerja)")],
    months_paid: Annotated[int, typer.Option(help="bulan yang sudah dibayar, termasuk bulan meninggal")],
    on: _On = None,
    consecutive: Annotated[int | None, typer.Option(help="di antaranya berturut-turut sampai meninggal")] = None,
    reading: Annotated[str | None, typer.Option(help="cara membaca '3 bulan': paid atau consecutive")] = None,
    base: _Base = 1_000_000,
    children: _Children = None,
    as_json: _Json = False,
) -> None:
    """Yang diterima ahli waris bila pekerja meninggal."""
    from payung.rules.accident import Accident, work_accident
    from payung.rules.death import check_months, natural_death
    from payung.rules.law import law
    from payung.rules.scholarship import for_json, schedule

    book, asked, left = law(), day(on), read_children(children)
    check_months(months_paid, months_paid if consecutive is None else consecutive)
    more: dict[str, Any] = {}
    if cause == "work":
        told = work_accident(book, asked, base_idr=base, happened=Accident(death=True), children=left)
    elif cause == "natural":
        told = natural_death(
            book, asked, months_paid=months_paid, months_consecutive=consecutive, children=left, reading=reading
        )
        more["by_reading_idr"] = _readings(months_paid, consecutive, asked, left)
    else:
        raise Refused("cause_unknown", cause=cause, known=", ".join(CAUSES))
    paid = any(item.code.startswith("scholarship_") for item in told.items)
    tell(
        told,
        book,
        asked,
        as_json=as_json,
        more={"schedule": for_json(schedule(book, asked, left) if paid else []), **more},
    )


def read_amounts(field: str, text: str | None) -> dict[str, int]:
    """Amounts by name out of "land=100000,sea=5000". Raises Refused naming the field."""
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in (text or "").split(","))):
        name, _, amount = (word.strip() for word in part.partition("="))
        digits = amount.removeprefix("-").replace("_", "")
        if not (digits.isascii() and digits.isdecimal()) or name in found:
            raise Refused(
                "field_invalid", field=f"{field}.{name}", given=amount or part, allowed="nama=0 - 1000000000000"
            )
        found[name] = int(amount)
    return found


@app.command()
def accident(
    on: _On = None,
    base: _Base = 1_000_000,
    transport: Annotated[str | None, typer.Option(help="biaya angkutan: land=N,sea=N,air=N")] = None,
    inability_months: Annotated[int, typer.Option(help="bulan tidak mampu bekerja")] = 0,
    loss: Annotated[str, typer.Option(help="cacat sebagian: KODE[:right|left][@persen],...")] = "",
    total: Annotated[bool, typer.Option("--total", help="cacat total tetap")] = False,
    aid: Annotated[str | None, typer.Option(help="alat bantu: homecare=N,glasses=N,hearing_aid=N,dentures=N")] = None,
    homecare_months: Annotated[int, typer.Option(help="bulan perawatan di rumah")] = 1,
    prosthesis: Annotated[int | None, typer.Option(help="harga protesa di rumah sakit rehabilitasi pemerintah")] = None,
    children: _Children = None,
    left_handed: Annotated[bool, typer.Option("--left-handed", help="kidal: kanan dan kiri bertukar")] = False,
    as_json: _Json = False,
) -> None:
    """Yang dibayarkan karena kecelakaan kerja, di samping perawatan tanpa batas."""
    from payung.rules.accident import Accident, work_accident
    from payung.rules.law import law
    from payung.rules.scholarship import for_json, schedule

    book, asked, left = law(), day(on), read_children(children)
    losses = tuple(filter(None, (code.strip() for code in loss.split(","))))
    happened = Accident(
        read_amounts("transport", transport), inability_months, losses, read_amounts("aid", aid), homecare_months,
        prosthesis, total=total, left_handed=left_handed,
    )  # fmt: skip
    told = work_accident(book, asked, base_idr=base, happened=happened, children=left)
    years = for_json(schedule(book, asked, left) if total else [])
    tell(told, book, asked, as_json=as_json, more={"schedule": years})


@app.callback()
def entitlement() -> None:
    """Manfaat program."""
