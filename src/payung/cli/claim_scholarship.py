"""`payung claim scholarship`: the children, their years, the yearly proof of schooling, and what is due next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from payung.cli.claim_acting import As, Json, Number, On, acting, deciding, moment, read_paper
from payung.cli.claim_told import tell
from payung.cli.console import connect, day, language, now, print_json
from payung.units.month import day_in_words
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.claims.actions.name_child import Schooling

scholarship = typer.Typer(no_args_is_help=True, help="Beasiswa anak: jadwal, bukti sekolah, pembayaran tiap tahun.")
Level = Annotated[str, typer.Option(help="tk, sd, smp, sma atau pt; kosong: menurut umur")]
InYear = Annotated[int, typer.Option(help="tahun ke berapa pada jenjang itu")]
Married = Annotated[str | None, typer.Option(help="tanggal menikah, YYYY-MM-DD")]
Work = Annotated[str, typer.Option(help="none, wage, bpu atau apprentice")]
Months = Annotated[int, typer.Option(help="berapa bulan berturut-turut menerima upah")]
Left = Annotated[bool, typer.Option("--left-school", help="tidak bersekolah lagi")]
YearNumber = Annotated[int, typer.Argument(metavar="YEAR", help="nomor tahun beasiswa, dari show --json")]
STATES = {
    "planned": "menunggu bukti",
    "proven": "terbukti",
    "refused": "bukti ditolak",
    "paid": "dibayar",
    "ended": "berhenti",
}


def _schooling(level: str, year: int, left: bool, married: str | None, work: str, months: int) -> Schooling:
    from payung.claims.actions.name_child import Schooling

    return Schooling(level, year, not left, day(married) if married else None, work, months)


@scholarship.command()
def child(
    number: Number, heir: Annotated[int, typer.Argument(help="nomor ahli waris anak, dari show")], level: Level = "",
    year: InYear = 1, left_school: Left = False, married_on: Married = None, work: Work = "none", wage_months: Months = 0,
    user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Mendaftarkan satu anak untuk beasiswa."""
    connect()
    from payung.claims.actions.name_child import name_child
    from payung.rules.law import law

    schooling = _schooling(level, year, left_school, married_on, work, wage_months)
    with acting(user, "handle-claims") as by:
        made = name_child(law=law(), number=number, heir_id=heir, schooling=schooling, by=by, at=now())
        claim = made.claim
    tell(claim, as_json=as_json, child=made.pk)


@scholarship.command()
def change(
    child: Annotated[int, typer.Argument(help="nomor anak, dari show --json")], level: Level = "", year: InYear = 1,
    left_school: Left = False, married_on: Married = None, work: Work = "none", wage_months: Months = 0, user: As = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Mengubah keadaan anak; tahun yang belum dibayar dijadwalkan ulang."""
    connect()
    from payung.claims.actions.name_child import change_child
    from payung.rules.law import law

    schooling = _schooling(level, year, left_school, married_on, work, wage_months)
    with acting(user, "handle-claims"):
        planned, ended = change_child(law=law(), child_id=child, schooling=schooling)
    told = {"planned": planned, "ended": ended}
    print_json(told) if as_json else print(f"{planned} tahun dijadwalkan, {ended} tahun berhenti.")


@scholarship.command()
def prove(
    year: YearNumber, paper: Annotated[Path, typer.Argument(metavar="FILE", help="surat keterangan sekolah")],
    user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Menyerahkan surat sekolah dan menyatakannya membuktikan tahun itu."""
    connect()
    data = read_paper(paper)
    from payung.claims.actions.prove_schooling import bring_schooling, prove_schooling

    with acting(user, "handle-claims") as by:
        proof = bring_schooling(year_id=year, data=data, by=by, at=now())
        made = prove_schooling(year_id=year, document_id=proof.pk, by=by, at=now())
        claim = made.claim
    tell(claim, as_json=as_json, year=made.pk, year_state=made.state)


@scholarship.command()
def refuse(
    year: YearNumber, why: Annotated[str, typer.Option(help="alasan")], user: As = None, as_json: Json = False
) -> None:
    """Menyatakan bukti sekolah tidak dapat dipakai."""
    connect()
    from payung.claims.actions.prove_schooling import refuse_schooling

    with acting(user, "handle-claims") as by:
        made = refuse_schooling(year_id=year, why=why, by=by, at=now())
        claim = made.claim
    tell(claim, as_json=as_json, year=made.pk, year_state=made.state)


@scholarship.command()
def approve(year: YearNumber, on: On = None, user: As = None, as_json: Json = False) -> None:
    """Menyetujui pembayaran satu tahun; bukan oleh yang memeriksa buktinya."""
    asked = day(on)
    connect()
    from payung.claims.actions.prove_schooling import approve_year

    with deciding(user) as (by, limit):
        made = approve_year(year_id=year, by=by, on=asked, at=moment(asked), limit_idr=limit)
        claim = made.claim
    tell(claim, as_json=as_json, payout=made.pk, amount_idr=made.amount_idr)


@scholarship.command()
def show(number: Number, user: As = None, as_json: Json = False) -> None:
    """Jadwal seluruh beasiswa sebuah klaim: sudah dibayar dan yang akan datang."""
    connect()
    from payung.claims.queries import claim as claim_with
    from payung.claims.queries.scholarship import scholarships, why_not

    with acting(user, "see-claims"):
        found = claim_with(number)
        if found is None:
            raise Refused("claim_unknown", number=number)
        told = [
            {"child": each.child.pk, "name": each.child.heir.name, "paid_idr": each.paid_idr, "to_come_idr": each.to_come_idr,
             "years": [{"year": y.pk, "due_on": y.due_on.isoformat(), "level": y.level, "level_year": y.year,
                        "amount_idr": y.amount_idr, "state": y.state, "why": why_not(y, language())} for y in each.years]}
            for each in scholarships(found)
        ]  # fmt: skip
        if as_json:
            print_json(told)
            return
        for each in scholarships(found):
            paid, to_come = in_rupiah(each.paid_idr), in_rupiah(each.to_come_idr)
            print(f"{each.child.heir.name}: {paid} sudah dibayar, {to_come} akan datang")
            for y in each.years:
                print(
                    f"  {y.pk}  {day_in_words(y.due_on)}  {y.level} {y.year}  {in_rupiah(y.amount_idr)}  {STATES[y.state]}"
                )


@scholarship.command()
def due(
    within: Annotated[int, typer.Option(help="berapa hari ke depan")] = 60,
    on: On = None,
    user: As = None,
    as_json: Json = False,
) -> None:
    """Tahun beasiswa yang segera jatuh tempo tanpa bukti, dengan kata-kata untuk keluarga."""
    asked = day(on)
    connect()
    from payung.claims.queries.scholarship import reminder, years_due
    from payung.rules.law import law

    with acting(user, "see-claims"):
        told = [
            {"year": each.pk, "claim": each.claim.number, "due_on": each.due_on.isoformat(), "amount_idr": each.amount_idr,
             "text": reminder(law(), each, language())}
            for each in years_due(asked, within)
        ]  # fmt: skip
    print_json(told) if as_json else print("\n".join(str(each["text"]) for each in told) or "Tidak ada.")
