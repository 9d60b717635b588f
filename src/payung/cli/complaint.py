"""`payung complaint`: the list of complaints by the day to answer, and an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from payung.cli.claim_acting import As, Json, On, acting, moment
from payung.cli.console import connect, console, day, print_json, seeing_all
from payung.units.month import day_in_words
from payung.units.nik import masked
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.complaints.models import Complaint

app = typer.Typer(no_args_is_help=True, help="Pengaduan: siapa menangani, kapan batasnya, dan jawabannya.")
_STATES = {"received": "belum ditangani", "taken": "sedang ditangani", "answered": "sudah dijawab"}
_COMMAND, _RIGHT = "complaint", "answer-complaints"


def _plain(each: Complaint) -> dict[str, Any]:
    return {
        "number": each.number, "about": each.about, "state": each.state, "village": each.village,
        "claim": each.claim.number if each.claim else None, "nik": masked(each.person.nik) if each.person else None,
        "said": each.said, "received_at": each.received_at.isoformat(), "due_on": each.due_on.isoformat(), "owner": each.owner,
        "answer": each.answer, "reopened_why": each.reopened_why,
    }  # fmt: skip


@app.command("list")
def list_(
    about: Annotated[str, typer.Option(help="enrolment, card, claim atau other")] = "",
    every: Annotated[bool, typer.Option("--all", help="yang sudah dijawab juga")] = False,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Pengaduan yang belum dijawab, yang paling lama melewati batas dulu."""
    asked = day(on)
    connect()
    from payung.complaints.queries import KINDS, OPEN, Wanted, whole_list
    from payung.units.region import Area

    if about and about not in KINDS:
        raise Refused("complaint_about_unknown", given=about[:20])
    with seeing_all():
        found = list(whole_list(Wanted(Area(""), tuple(_STATES) if every else OPEN, about)))
    if as_json:
        print_json([{**_plain(each), "overdue": each.state in OPEN and each.due_on < asked} for each in found])
        return
    for each in found:
        late = ", TERLAMBAT" if each.state in OPEN and each.due_on < asked else ""
        owner = f" oleh {each.owner}" if each.owner else ""
        console.print(
            f"{each.number} {each.village} {_STATES[each.state]}{owner}; batas {day_in_words(each.due_on)}{late}",
            markup=False,
        )
    if not found:
        console.print("Tidak ada pengaduan.")


@app.command()
def answer(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="nomor pengaduan")],
    words: Annotated[str, typer.Argument(metavar="TEXT", help="jawabannya")],
    on: On = None,
    user: As = None,
    as_json: Json = False,
) -> None:
    """Menjawab pengaduan yang ditangani sendiri; yang belum ditangani siapa pun diambil dahulu."""
    asked = day(on)
    connect()
    from payung.complaints.actions.answer import answer as give
    from payung.complaints.actions.take import take
    from payung.complaints.queries import complaint

    with acting(user, _RIGHT, _COMMAND) as by:
        found = complaint(number)
        if found is not None and found.state == "received":
            take(number=number, by=by)
        made = give(number=number, words=words, by=by, at=moment(asked))
        told = _plain(made)
    if as_json:
        print_json(told)
    else:
        console.print(f"Pengaduan {made.number}: sudah dijawab. Sampaikan kepada {made.teller_name}.", markup=False)
