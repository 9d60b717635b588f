"""`payung claim accident` and `payung claim treatment`: what happened at work, what it cost, and who is guaranteed to be paid."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from payung.cli.claim_acting import As, Json, Messages, Number, On, acting, moment, wish
from payung.cli.claim_told import tell
from payung.cli.console import FROM_INPUT, JAKARTA, connect, day, now, one_line, print_json
from payung.units.month import Month
from payung.units.refusal import Refused

accident = typer.Typer(no_args_is_help=True, help="Kecelakaan kerja: laporan, kesimpulan, akibat, biaya.")
treatment = typer.Typer(no_args_is_help=True, help="Surat jaminan perawatan untuk rumah sakit.")
At = Annotated[str, typer.Option(help="waktu, YYYY-MM-DDTHH:MM")]
Paper = Annotated[int, typer.Option(help="nomor surat yang membuktikan, dari show --json")]
Doctor = Annotated[str, typer.Option(help="nama dokter")]
Teller = Annotated[str, typer.Option(help="clerk, heir, hospital atau registry")]
TellerName = Annotated[str, typer.Option(help="siapa yang melapor")]
Letter = Annotated[str, typer.Argument(metavar="LETTER", help="nomor surat jaminan")]
Why = Annotated[str, typer.Option(help="alasan")]


def _moment(at: str) -> datetime:
    """A moment by the clock of Jakarta. Raises Refused("field_invalid")."""
    try:
        return datetime.fromisoformat(at).replace(tzinfo=JAKARTA)
    except ValueError:
        raise Refused("field_invalid", field="at", given=at[:40], allowed="YYYY-MM-DDTHH:MM") from None


@accident.command()
def report(
    nik: Annotated[str, typer.Argument(help=f"NIK pekerja; {FROM_INPUT}")], at: At, teller_name: TellerName,
    phone: Annotated[str, typer.Option(help="nomor HP pelapor")], where: Annotated[str, typer.Option(help="tempat kejadian")],
    source: Annotated[str, typer.Option(help="penyebab kecelakaan")],
    story: Annotated[str, typer.Option(help="urutan kejadian")], teller: Teller = "clerk",
    suspected: Annotated[bool, typer.Option("--suspected", help="baru dugaan")] = False, messages: Messages = False,
    on: On = None, user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Melaporkan kecelakaan kerja (tahap I), paling lambat 2 x 24 jam."""
    asked, struck_at = day(on), _moment(at)
    connect()
    from payung.claims.actions.report_accident import Struck, report_accident
    from payung.people.queries import by_nik
    from payung.rules.law import law

    struck = Struck(struck_at, where, source, story, teller, teller_name, phone, suspected, wish(messages))
    with acting(user, "report-claims") as by:
        person = by_nik(one_line(nik).strip())
        if person is None:
            raise Refused("worker_unknown")
        made = report_accident(law=law(), person_id=person.pk, struck=struck, by=by, at=moment(asked))
        claim = made.claim
    tell(claim, as_json=as_json, joined=made.joined)


@accident.command()
def conclude(
    number: Number, concluded: Annotated[str, typer.Argument(metavar="CONCLUSION", help="accident atau none")], why: Why,
    user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Menyimpulkan dugaan: kecelakaan kerja atau bukan."""
    connect()
    from payung.claims.actions.conclude_accident import conclude_accident

    with acting(user, "handle-claims") as by:
        made = conclude_accident(number=number, concluded=concluded, why=why, by=by, at=now())
        claim = made.claim
    tell(claim, as_json=as_json, concluded=made.concluded)


@accident.command()
def outcome(
    number: Number, ended: Annotated[str, typer.Argument(metavar="OUTCOME", help="recovered, partial, total atau death")],
    doctor: Doctor, at: At, loss: Annotated[list[str] | None, typer.Option(help="misalnya thumb:right; boleh diulang")] = None,
    left_handed: Annotated[bool, typer.Option("--left-handed", help="kidal")] = False, on: On = None, user: As = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Mencatat keterangan dokter (tahap II)."""
    asked, stated_at = day(on), _moment(at)
    connect()
    from payung.claims.actions.state_outcome import Stated, state_outcome
    from payung.rules.law import law

    with acting(user, "handle-claims"):
        stated = Stated(ended, doctor, stated_at, tuple(loss or ()), left_handed)
        made = state_outcome(law=law(), number=number, stated=stated, at=moment(asked))
        claim = made.claim
    tell(claim, as_json=as_json, outcome=made.outcome)


@accident.command()
def died(
    number: Number, died_on: Annotated[str, typer.Option(help="tanggal meninggal, YYYY-MM-DD")], doctor: Doctor, at: At,
    teller_name: TellerName, teller: Teller = "hospital", phone: Annotated[str, typer.Option(help="nomor HP pelapor")] = "",
    messages: Messages = False, on: On = None, user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Membuka klaim kematian karena kerja yang mengikuti kecelakaan ini."""
    asked, last_day, stated_at = day(on), day(died_on), _moment(at)
    connect()
    from payung.claims.actions.convert_to_death import Died, convert_to_death
    from payung.rules.law import law

    with acting(user, "handle-claims") as by:
        told = Died(last_day, doctor, stated_at, teller, teller_name, phone, wants_messages=wish(messages))
        made = convert_to_death(law=law(), number=number, died=told, by=by, on=asked, at=moment(asked))
        claim = made.claim
    tell(claim, as_json=as_json, follows=number, joined=made.joined)


@accident.command()
def cost(
    number: Number, kind: Annotated[str, typer.Argument(help="transport_land, treatment, glasses, ...")],
    amount: Annotated[int, typer.Option(metavar="RUPIAH")], spent_on: Annotated[str, typer.Option(help="YYYY-MM-DD")],
    facility: Annotated[str, typer.Option(help="fasilitas kesehatan atau angkutan")], paper: Paper,
    letter: Annotated[str, typer.Option(help="nomor surat jaminan")] = "", on: On = None, user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Mencatat satu biaya dengan buktinya."""
    asked, spent = day(on), day(spent_on)
    connect()
    from payung.claims.actions.enter_cost import Spent, enter_cost
    from payung.rules.law import law

    with acting(user, "handle-claims") as by:
        given = Spent(kind, amount, spent, facility, paper, letter)
        made = enter_cost(law=law(), number=number, spent=given, by=by, on=asked, at=now())
        claim = made.claim
    tell(claim, as_json=as_json, cost=made.pk)


@accident.command()
def inability(
    number: Number, month: Annotated[str, typer.Argument(help="YYYY-MM")], paper: Paper, on: On = None, user: As = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Mencatat satu bulan tidak mampu bekerja."""
    asked, counted = day(on), Month.parse(month)
    connect()
    from payung.claims.actions.enter_cost import enter_inability

    with acting(user, "handle-claims") as by:
        made = enter_inability(number=number, month=counted, document_id=paper, by=by, on=asked, at=now())
        claim = made.claim
    tell(claim, as_json=as_json, inability=made.pk)


@treatment.command("letter")
def issue(
    number: Number, hospital: Annotated[str, typer.Option(help="nama rumah sakit")],
    until: Annotated[str, typer.Option(help="berlaku sampai, YYYY-MM-DD")], on: On = None, user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Menerbitkan surat jaminan."""
    asked, last_day = day(on), day(until)
    connect()
    from payung.claims.actions.issue_letter import issue_letter

    with acting(user, "handle-claims") as by:
        made = issue_letter(number=number, hospital=hospital, valid_until=last_day, by=by, on=asked, at=moment(asked))
        claim = made.claim
    tell(claim, as_json=as_json, letter=made.number)


@treatment.command("account")
def hospital_account(
    letter: Letter, bank: Annotated[str, typer.Option(help="nama bank")],
    holder: Annotated[str, typer.Option(help="nama pemilik rekening")],
    account: Annotated[str, typer.Option(help=f"nomor rekening; {FROM_INPUT}")] = "-", user: As = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Mengisi rekening rumah sakit."""
    connect()
    from payung.claims.actions.issue_letter import enter_hospital_account

    with acting(user, "handle-claims"):
        made = enter_hospital_account(letter=letter, bank=bank, number=one_line(account), holder_name=holder)
        claim = made.claim
    tell(claim, as_json=as_json, letter=made.number)


@treatment.command()
def cancel(letter: Letter, why: Why, user: As = None, as_json: Json = False) -> None:
    """Membatalkan surat jaminan yang belum dipakai."""
    connect()
    from payung.claims.actions.issue_letter import cancel_letter

    with acting(user, "handle-claims"):
        made = cancel_letter(letter=letter, why=why)
        claim = made.claim
    tell(claim, as_json=as_json, letter=made.number)


@treatment.command()
def standing(
    letter: Letter, code: Annotated[str, typer.Option(help="kode pada surat")], on: On = None, as_json: Json = False
) -> None:
    """Memeriksa apakah surat jaminan masih berlaku, dengan nomor dan kodenya."""
    asked = day(on)
    connect()
    from payung.claims.queries.accident import letter_standing

    found = letter_standing(letter, code, asked)
    if found is None:
        raise Refused("letter_unknown", letter=letter)
    told = {"state": found.state, "hospital": found.hospital, "valid_until": found.valid_until.isoformat()}
    print_json(told) if as_json else print(", ".join(told.values()))
