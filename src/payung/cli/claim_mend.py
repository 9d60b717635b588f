"""What was told wrongly of a claim is corrected; a report that was a mistake is withdrawn, or that is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.claim_acting import As, Json, Number, On, acting
from payung.cli.claim_told import tell
from payung.cli.console import connect, console, day, language
from payung.units.refusal import Refused
from payung.units.words import say

Why = Annotated[str, typer.Option(help="alasan; disimpan bersama nama Anda")]


def _told(refusal: Refused) -> str:
    return say(refusal.code, language(), **refusal.facts)


def correct(
    number: Number,
    why: Why,
    happened_on: Annotated[str | None, typer.Option(help="hari kejadian yang benar, YYYY-MM-DD")] = None,
    cause: Annotated[str | None, typer.Option(help="sebab yang benar: natural atau work (karena kerja)")] = None,
    where: Annotated[str | None, typer.Option(help="tempat yang benar")] = None,
    story: Annotated[str | None, typer.Option(help="cerita yang benar")] = None,
    on: On = None,
    user: As = None,
    as_json: Json = False,
) -> None:
    """Mengoreksi hari, sebab, tempat atau cerita, sebelum diputuskan; yang lama tetap tersimpan."""
    asked, happened = day(on), day(happened_on) if happened_on else None
    connect()
    from payung.claims.actions.correct import Right
    from payung.claims.actions.correct import correct as put_right
    from payung.rules.law import law

    with acting(user, "handle-claims"):
        made = put_right(law=law(), number=number, right=Right(happened, cause, where, story), why=why, on=asked)
    tell(made.claim, as_json=as_json, corrected=list(made.what))


def withdraw(
    number: Number,
    why: Why,
    lives: Annotated[
        bool | None,
        typer.Option("--lives/--died", help="pekerja masih hidup, atau kematiannya benar; wajib untuk kematian"),
    ] = None,
    on: On = None,
    user: As = None,
    as_json: Json = False,
) -> None:
    """Menarik laporan yang keliru, sebelum diputuskan; klaimnya tetap dapat dibaca."""
    asked = day(on)
    connect()
    from payung.claims.actions.withdraw import withdraw as write_off
    from payung.claims.queries import claim as claim_with
    from payung.rules.law import law

    with acting(user, "handle-claims"):
        given = write_off(law=law(), number=number, why=why, on=asked, lives=lives)
        made = claim_with(number)
    assert made is not None, "a step was just taken on it"  # nosec B101
    places = [
        {"line": each.line.code, "placed": each.placed, "why_not": _told(each.why_not) if each.why_not else None}
        for each in given
    ]
    for each in () if as_json else places:
        said = each["why_not"] or ("dipulihkan" if each["placed"] else "menunggu lagi")
        console.print(f"Kepesertaan pada {each['line']}: {said}", markup=False)
    tell(made, as_json=as_json, places=places)


def take_back(number: Number, why: Why, on: On = None, user: As = None, as_json: Json = False) -> None:
    """Membatalkan penarikan: klaim berjalan lagi dari awal surat."""
    asked = day(on)
    connect()
    from payung.claims.actions.withdraw import take_back_withdrawal

    with acting(user, "handle-claims"):
        made = take_back_withdrawal(number=number, why=why, on=asked)
    tell(made, as_json=as_json)
