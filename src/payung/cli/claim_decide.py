"""The steps of `payung claim` that compute, decide and pay: never twice, and never both by the same person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from payung.cli.claim_acting import As, Json, Number, On, acting, deciding, moment
from payung.cli.claim_told import tell
from payung.cli.console import connect, console, day, language, now, print_json
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah
from payung.units.words import say

if TYPE_CHECKING:
    from payung.exchange.write import Kind

Reason = Annotated[str, typer.Option(help="alasan")]
Article = Annotated[str, typer.Option(help="pasal")]


def assess(
    number: Number,
    total: Annotated[
        int | None, typer.Option(metavar="RUPIAH", help="jumlah lain dari hitungan, dengan alasan")
    ] = None,
    why: Annotated[str, typer.Option(help="alasan berbeda dari hitungan")] = "",
    user: As = None,
    as_json: Json = False,
) -> None:
    """Menghitung santunan menurut undang-undang, baris demi baris."""
    connect()
    from payung.claims.actions.assess import assess as assess_it
    from payung.rules.law import law

    with acting(user, "handle-claims") as by:
        made = assess_it(law=law(), number=number, by=by, at=now(), total_idr=total, deviates_why=why)
    if not as_json:
        console.print(f"{in_rupiah(made.total_idr)} menurut {len(made.answer['items'])} baris hitungan.")
    tell(made.claim, as_json=as_json, total_idr=made.total_idr, computed_idr=made.computed_idr)


def assess_all(user: As = None, as_json: Json = False) -> None:
    """Menghitung semua klaim kematian yang suratnya lengkap, sekali jalan; yang mengikuti kecelakaan dihitung sendiri."""
    connect()
    from payung.claims.actions.assess_many import assess_many
    from payung.rules.law import law

    with acting(user, "handle-claims") as by:
        done = assess_many(law=law(), by=by, at=now())
    if as_json:
        print_json({"assessed": done})
    else:
        console.print(f"{done} klaim dihitung dan menunggu keputusan orang lain.")


def _decide(
    number: str, verdict: str, reason: str, article: str, on: str | None, user: str | None, as_json: bool
) -> None:
    asked = day(on)
    connect()
    from payung.claims.actions.decide import Verdict, decide
    from payung.rules.law import law

    with deciding(user) as (by, limit):
        said = Verdict(verdict, reason, article)
        made = decide(law=law(), number=number, verdict=said, by=by, on=asked, at=moment(asked), limit_idr=limit)
    tell(made.claim, as_json=as_json, verdict=made.verdict)


def approve(number: Number, on: On = None, user: As = None, as_json: Json = False) -> None:
    """Menyetujui; bukan oleh yang menghitung."""
    _decide(number, "approved", "", "", on, user, as_json)


def refuse(
    number: Number, reason: Reason, article: Article, on: On = None, user: As = None, as_json: Json = False
) -> None:
    """Menolak dengan alasan dan pasal."""
    _decide(number, "refused", reason, article, on, user, as_json)


def reopen(number: Number, user: As = None, as_json: Json = False) -> None:
    """Membuka lagi klaim yang ditolak, sesudah keberatan keluarga."""
    connect()
    from payung.claims.actions.decide import reopen as open_again

    with acting(user, "handle-claims"):
        made = open_again(number=number)
    tell(made, as_json=as_json)


def return_(number: Number, reason: Reason, on: On = None, user: As = None, as_json: Json = False) -> None:
    """Mengembalikan supaya dilengkapi."""
    _decide(number, "returned", reason, "", on, user, as_json)


def pay_file(
    out: Annotated[Path, typer.Option(help="berkas yang dibuat, .csv atau .xlsx")],
    again: Annotated[str, typer.Option(metavar="CODE", help="kode berkas yang dibuat sekali lagi")] = "",
    user: As = None,
    as_json: Json = False,
) -> None:
    """Membuat berkas transfer untuk bank dari semua santunan yang dapat dikirim."""
    kind = out.suffix.lower().removeprefix(".")
    if kind not in ("csv", "xlsx"):
        raise Refused("payout_file_kind_unknown", given=out.suffix)
    if not out.parent.is_dir() or out.exists():
        raise Refused("file_not_written", path=str(out))
    connect()
    from payung.exchange.mapping import own_or_given
    from payung.exchange.payouts import payout_file

    with acting(user, "pay-claims"):
        reason = f"berkas bank {out.name}"
        made = payout_file(columns=own_or_given().payouts, kind=cast("Kind", kind), reason=reason, again=again)
    # Whoever finds no file makes it once more by its code.
    out.touch(mode=0o600)
    out.write_bytes(made.content)
    if as_json:
        print_json({"file": str(out), "code": made.code, "payouts": made.payouts, "amount_idr": made.amount_idr,
                    "without_account": list(made.without_account)})  # fmt: skip
        return
    console.print(f"{made.payouts} pembayaran, {in_rupiah(made.amount_idr)}, berkas {made.code}: {out}", markup=False)
    for number in made.without_account:
        console.print(f"Belum ada rekening: klaim {number}", markup=False)


def pay_result(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="berkas hasil dari bank")],
    on: On = None,
    user: As = None,
    as_json: Json = False,
) -> None:
    """Mencatat jawaban bank; berkas yang sama dua kali tidak mengubah apa pun."""
    asked = day(on)
    connect()
    from payung.claims.actions.pay import take_result
    from payung.exchange.mapping import own_or_given
    from payung.exchange.payouts import read_results
    from payung.rules.law import law

    read = read_results(file, own_or_given().payout_results)
    for problem in read.problems:
        said = say(problem.code, language(), **problem.facts)
        console.print(f"Baris {problem.where}: {said}", style="red", markup=False)
    if read.problems:
        raise Refused("payout_result_wrong", rows=len(read.problems))
    with acting(user, "pay-claims"):
        paid, failed, before = take_result(law=law(), told=read.told, on=asked)
    if as_json:
        print_json({"paid": paid, "failed": failed, "told_before": before})
        return
    console.print(f"{paid} dibayar, {failed} gagal, {before} sudah dicatat sebelumnya.")


def retry(
    payout: Annotated[int, typer.Argument(help="nomor pembayaran yang gagal, dari show")],
    user: As = None,
    as_json: Json = False,
) -> None:
    """Membuat pembayaran yang gagal menunggu lagi, sesudah rekeningnya diperbaiki."""
    connect()
    from payung.claims.actions.pay import try_again

    with acting(user, "pay-claims"):
        made = try_again(payout_id=payout)
        claim = made.claim
    tell(claim, as_json=as_json, payout=made.pk)


def letter(
    number: Number,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="receipt, decision, payment atau heirs")],
    out: Annotated[Path, typer.Option(help="berkas PDF yang dibuat")],
    user: As = None,
    as_json: Json = False,
) -> None:
    """Membuat surat klaim sebagai PDF: tanda terima, keputusan, bukti pembayaran, atau pernyataan ahli waris."""
    if not out.parent.is_dir() or out.exists():
        raise Refused("file_not_written", path=str(out))
    connect()
    from payung.claims.queries import claim as claim_with
    from payung.insight.claim_letter import NEEDS
    from payung.insight.claim_letter import letter as write

    with acting(user, NEEDS.get(kind, "handle-claims")) as by:
        found = claim_with(number)
        if found is None:
            raise Refused("claim_unknown", number=number)
        pages = write(found, kind, by, now())
    # It names people: nobody else on this machine reads it.
    out.touch(mode=0o600)
    out.write_bytes(pages)
    tell(found, as_json=as_json, file=str(out))
