"""`payung eligibility`: whether one person may register, condition by condition. Needs no database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from payung.cli.console import FROM_INPUT, language, now, one_line, print_json
from payung.cli.law_answer import tell_unverified
from payung.cli.programme import tell_problem
from payung.rules.limits import NO_LIMITS, Limits
from payung.rules.read import read_day, read_month
from payung.rules.registration import Applicant, Registration, read_birth, registration
from payung.rules.registration_told import registration_told, sentence
from payung.rules.told import item_words
from payung.units.month import day_in_words
from payung.units.refusal import Refused
from payung.units.words import say

_HOLDS = {True: "ya", False: "tidak", None: "belum disebut"}


def _limits(file: Path | None) -> Limits:
    """The rules that a programme file sets on top of the law; every mistake in its form is told, and nothing is answered."""
    from payung.programmes.actions.load.form import ProgrammeFile, read_form

    if file is None:
        return NO_LIMITS
    if not file.is_file():
        raise Refused("file_missing", path=str(file))
    form = read_form(file.read_text("utf-8", errors="replace"))
    if not isinstance(form, ProgrammeFile):
        for problem in form:
            tell_problem(problem)
        raise typer.Exit(2)
    asked = form.eligibility
    return Limits(asked.decile_at_most, tuple(asked.occupations), f"{form.name} ({file.name}: [eligibility])")


def _table(found: Registration) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Syarat", "Terpenuhi", "Hitungan", "Dasar", "Bukti"):
        table.add_column(heading, overflow="fold")
    for item in found.items:
        evidence = say(f"evidence_{item.evidence}", language())
        table.add_row(
            item_words(item, language()), _HOLDS[item.holds], item.formula_in(language()), item.article, evidence
        )
    return table


def _tell(found: Registration) -> None:
    # Into a file or a pipe, a line of the table stays a line.
    out = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200)
    out.print(_table(found))
    out.print(sentence(found, language()))
    if found.last_day_to_register:
        out.print(f"Hari terakhir dapat didaftarkan menurut umur: {day_in_words(found.last_day_to_register)}")
    tell_unverified(found.unverified)


def eligibility(
    on: Annotated[str | None, typer.Option(help="hari pendaftaran, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    birth_on: Annotated[str | None, typer.Option(help="tanggal lahir, YYYY-MM-DD")] = None,
    nik: Annotated[str | None, typer.Option(help=f"NIK, 16 angka; tidak disimpan; {FROM_INPUT}")] = None,
    works: Annotated[bool | None, typer.Option("--works/--does-not-work", help="bekerja atau tidak")] = None,
    wage_earner: Annotated[
        bool | None, typer.Option("--wage-earner/--no-wage-earner", help="penerima upah atau bukan")
    ] = None,
    occupation: Annotated[str | None, typer.Option(help="kode pekerjaan, misalnya petani")] = None,
    decile: Annotated[int | None, typer.Option(help="desil DTSEN keluarga, 1 - 10")] = None,
    programme: Annotated[Path | None, typer.Option(help="berkas program (TOML) dengan [eligibility]")] = None,
    new_term: Annotated[
        list[str] | None, typer.Option(help="bulan pertama masa bayar baru, YYYY-MM; boleh berulang")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Apakah seseorang dapat didaftarkan: tiap syarat, dengan hitungan, dasar dan bukti."""
    from payung.rules.law import law

    book, asked = law(), now().date() if on is None else read_day("on", on)
    applicant = Applicant(
        nik if nik is None else one_line(nik), read_birth(birth_on), works, wage_earner, occupation, decile
    )
    terms = [read_month("new_term", month) for month in new_term or ()]
    found = registration(book, asked, applicant, limits=_limits(programme), new_terms=terms)
    if as_json:
        print_json(registration_told(found, book, asked, language()))
    else:
        _tell(found)
