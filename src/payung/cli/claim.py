"""`payung claim`: a claim from its report to its papers; the steps that decide and pay it stand in `claim_decide.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.claim_accident import accident, treatment
from payung.cli.claim_acting import As, Json, Messages, Number, On, acting, moment, read_paper, wish
from payung.cli.claim_decide import (
    approve,
    assess,
    assess_all,
    letter,
    pay_file,
    pay_result,
    refuse,
    reopen,
    retry,
    return_,
)
from payung.cli.claim_json import for_json
from payung.cli.claim_mend import correct, take_back, withdraw
from payung.cli.claim_report import report
from payung.cli.claim_scholarship import scholarship
from payung.cli.claim_told import STATES, story, tell
from payung.cli.console import FROM_INPUT, connect, console, day, now, one_line, print_json, seeing_all
from payung.units.month import day_in_words
from payung.units.refusal import Refused

app = typer.Typer(no_args_is_help=True, help="Klaim: dari laporan sampai santunan di tangan ahli waris.")
for name, step in (
    ("report", report),
    ("assess", assess), ("assess-all", assess_all), ("approve", approve), ("refuse", refuse), ("return", return_),
    ("reopen", reopen), ("pay-file", pay_file),
    ("correct", correct), ("withdraw", withdraw), ("take-back", take_back),
    ("pay-result", pay_result), ("retry", retry), ("letter", letter),
):  # fmt: skip
    app.command(name)(step)
for name, group in (("accident", accident), ("treatment", treatment), ("scholarship", scholarship)):
    app.add_typer(group, name=name)


@app.command()
def bring(
    number: Number,
    papers: Annotated[list[str], typer.Argument(metavar="KIND=FILE", help="misalnya death-certificate=akta.jpg")],
    user: As = None,
    as_json: Json = False,
) -> None:
    """Menyerahkan surat: foto (JPG, PNG) atau PDF. Semua atau tidak satu pun; berkas yang sama tetap satu surat."""
    given = [_paper(each) for each in papers]
    connect()
    from payung.claims.actions.bring_document import bring_document

    with acting(user, "report-claims") as by:
        brought = [bring_document(number=number, kind=kind, data=data, by=by, at=now()) for kind, data in given]
        told = [{"paper": paper.pk, "kind": paper.kind, "fresh": fresh} for paper, fresh in brought]
    _tell_now(number, as_json, papers=told)


def _paper(given: str) -> tuple[str, bytes]:
    """The kind and the content of one paper. Raises as `read_paper`."""
    kind, _, name = given.partition("=")
    if not name:
        raise Refused("file_missing", path=given)
    return kind, read_paper(Path(name))


@app.command()
def reject(
    number: Number,
    paper: Annotated[int, typer.Argument(help="nomor surat, dari show --json")],
    why: Annotated[str, typer.Option(help="mengapa tidak diterima")],
    user: As = None,
    as_json: Json = False,
) -> None:
    """Menyatakan satu surat tidak dapat dipakai; surat itu kurang lagi."""
    connect()
    from payung.claims.actions.bring_document import reject_document

    with acting(user, "handle-claims") as by:
        reject_document(number=number, document_id=paper, why=why, by=by, at=now())
    _tell_now(number, as_json)


@app.command()
def heir(
    number: Number,
    relation: Annotated[str, typer.Option(help="spouse, child, parent, grandparent, grandchild, sibling, ...")] = "",
    name: Annotated[str, typer.Option(help="nama seperti di KTP")] = "",
    born: Annotated[str | None, typer.Option(help="tanggal lahir, YYYY-MM-DD")] = None,
    guardian: Annotated[str, typer.Option(help="nama wali, bila di bawah umur")] = "",
    phone: Annotated[str, typer.Option(help="nomor HP ahli waris atau walinya")] = "",
    messages: Messages = False,
    remove: Annotated[int | None, typer.Option(metavar="HEIR", help="nomor ahli waris yang dikeluarkan")] = None,
    why: Annotated[str, typer.Option(help="alasan mengeluarkan")] = "",
    change: Annotated[
        int | None, typer.Option(metavar="HEIR", help="ahli waris yang walinya atau buktinya diisi")
    ] = None,
    proof: Annotated[int | None, typer.Option(metavar="PAPER", help="nomor surat yang membuktikan, dari show")] = None,
    on: On = None,
    user: As = None,
    as_json: Json = False,
) -> None:
    """Mencatat satu ahli waris, mengisi wali atau buktinya, atau mengeluarkannya dengan alasan."""
    asked = day(on)
    birth_on: date | None = day(born) if born else None
    connect()
    from payung.claims.actions.check_family import enter_guardian, prove_heir
    from payung.claims.actions.name_heir import Named, name_heir, remove_heir
    from payung.rules.law import law

    with acting(user, "handle-claims") as by:
        if remove is not None:
            remove_heir(number=number, heir_id=remove, why=why)
        elif change is not None:
            remove = change
            if proof is not None:
                prove_heir(number=number, heir_id=change, proof=proof)
            if guardian or proof is None:
                enter_guardian(number=number, heir_id=change, name=guardian)
        else:
            named = Named(relation, name, birth_on, guardian, phone, wish(messages))
            remove = name_heir(law=law(), number=number, named=named, by=by, on=asked, at=moment(asked)).pk
    _tell_now(number, as_json, heir=remove)


@app.command()
def nobody(
    number: Number,
    buried_by: Annotated[str, typer.Option(help="siapa yang mengurus pemakaman")],
    why: Annotated[str, typer.Option(help="bagaimana diketahui bahwa tidak ada ahli waris yang tersisa")],
    proof: Annotated[Path, typer.Option(help="surat yang menyatakannya")],
    on: On = None,
    user: As = None,
    as_json: Json = False,
) -> None:
    """Menyatakan tidak ada ahli waris yang tersisa: biaya pemakaman untuk yang mengurusnya."""
    asked = day(on)
    connect()
    from payung.claims.actions.bring_document import bring_document
    from payung.claims.actions.state_nobody_left import Alone, state_nobody_left

    with acting(user, "handle-claims") as by:
        paper, at = read_paper(proof), moment(asked)
        made, _new = bring_document(number=number, kind="heir-statement", data=paper, by=by, at=at)
        heir = state_nobody_left(number=number, stated=Alone(buried_by, why, made.pk), by=by, at=at).pk
    _tell_now(number, as_json, heir=heir)


@app.command()
def account(
    number: Number,
    heir: Annotated[int, typer.Argument(help="nomor ahli waris, dari show")],
    bank: Annotated[str, typer.Option(help="nama bank")],
    holder: Annotated[str, typer.Option(help="nama pemilik rekening")],
    account: Annotated[str, typer.Option(help=f"nomor rekening; {FROM_INPUT}")] = "-",
    user: As = None,
    as_json: Json = False,
) -> None:
    """Mengisi rekening ahli waris; disimpan tersegel."""
    connect()
    from payung.claims.actions.name_heir import enter_heir_account
    from payung.claims.queries import claim as claim_with
    from payung.claims.queries import heirs_of

    with acting(user, "handle-claims"):
        found = claim_with(number)
        if found is None:
            raise Refused("claim_unknown", number=number)
        if heir not in {each.pk for each in heirs_of(found)}:
            raise Refused("heir_unknown")
        enter_heir_account(heir_id=heir, bank=bank, number=one_line(account), holder_name=holder)
    _tell_now(number, as_json)


@app.command()
def complete(number: Number, on: On = None, user: As = None, as_json: Json = False) -> None:
    """Menyatakan semua surat ada; hari kerja untuk membayar mulai dihitung."""
    asked = day(on)
    connect()
    from payung.claims.actions.complete import complete as complete_it
    from payung.rules.law import law

    with acting(user, "handle-claims"):
        made = complete_it(law=law(), number=number, on=asked)
    if made.due_on and not as_json:
        console.print(f"Dibayar paling lambat {day_in_words(made.due_on)}.")
    tell(made, as_json=as_json, due_on=made.due_on and made.due_on.isoformat())


@app.command()
def hold(
    number: Number,
    why: Annotated[str, typer.Option(help="mengapa ditahan; kosong: dilepas")] = "",
    user: As = None,
    as_json: Json = False,
) -> None:
    """Menahan klaim, misalnya karena sengketa; tanpa alasan: dilepas lagi."""
    connect()
    from payung.claims.actions.complete import hold as hold_it

    with acting(user, "handle-claims"):
        made = hold_it(number=number, why=why)
    tell(made, as_json=as_json, held_why=made.held_why)


@app.command()
def show(number: Number, user: As = None, as_json: Json = False) -> None:
    """Satu klaim dari atas ke bawah: apa yang terjadi, siapa menerima, apa yang kurang, apa yang dibayar."""
    connect()
    from payung.claims.queries import claim as claim_with

    with acting(user, "see-claims"):
        found = claim_with(number)
        if found is None:
            raise Refused("claim_unknown", number=number)
        print_json(for_json(found)) if as_json else print("\n".join(story(found)))


@app.command("list")
def list_(
    state: Annotated[str, typer.Option(help=f"hanya yang {', '.join(STATES)}")] = "",
    user: As = None,
    as_json: Json = False,
) -> None:
    """Semua klaim, yang paling dekat batas bayarnya dahulu."""
    connect()
    from payung.claims.queries import by_deadline

    with acting(user, "see-claims"):
        found = [
            {"number": each.number, "kind": each.kind, "state": each.state, "village": each.village,
             "happened_on": each.happened_on.isoformat(), "due_on": each.due_on and each.due_on.isoformat(),
             "held_why": each.held_why}
            for each in by_deadline(state)
        ]  # fmt: skip
    if as_json:
        print_json(found)
        return
    for each in found:
        due = f", batas bayar {day_in_words(date.fromisoformat(str(each['due_on'])))}" if each["due_on"] else ""
        held = f", DITAHAN: {each['held_why']}" if each["held_why"] else ""
        print(f"{each['number']}  {STATES[str(each['state'])]}{due}{held}")
    if not found:
        console.print("Tidak ada klaim.")


def _tell_now(number: str, as_json: bool, **more: object) -> None:
    from payung.claims.queries import claim as claim_with

    with seeing_all():
        found = claim_with(number)
    assert found is not None, "a step was just taken on it"  # nosec B101
    tell(found, as_json=as_json, **more)


@app.callback()
def claim() -> None:
    """Klaim santunan."""
