"""`payung programme load FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.console import connect, console, language, print_json, seeing_all
from payung.units.refusal import Problem, Refused
from payung.units.words import say

app = typer.Typer(no_args_is_help=True, help="Program: memuat berkas program.")


def tell_problem(problem: Problem, style: str = "bold red") -> None:
    """What is wrong with a programme file, with the key, on standard error."""
    where = f"{problem.where}: " if problem.where else ""
    console.print(f"{where}{say(problem.code, language(), **problem.facts)}", style=style, markup=False)


def load_file(file: Path) -> tuple[str, bool]:
    """Loads a programme file and gives its code and whether anything changed; tells every mistake and stops otherwise."""
    from payung.programmes.actions.load.write import load_programme
    from payung.rules.law import law

    if not file.is_file():
        raise Refused("file_missing", path=str(file))
    with seeing_all():
        loaded = load_programme(file, law=law())
    for problem in loaded.problems:
        tell_problem(problem)
    if loaded.programme is None:
        raise typer.Exit(2)
    for note in loaded.advice:
        tell_problem(note, "yellow")
    return loaded.programme.code, loaded.changed


@app.command()
def load(file: Path, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Memuat berkas program (TOML); bila ada satu kesalahan, tidak ada yang dimuat."""
    connect()
    code, changed = load_file(file)
    if as_json:
        print_json({"programme": code, "changed": changed})
    else:
        console.print(f"Program {code} {'dimuat' if changed else 'tidak berubah'}.")
