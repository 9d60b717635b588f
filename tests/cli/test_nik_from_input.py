"""A NIK need not stand on the command line, where the shell's history and the machine's list of processes keep it."""

from __future__ import annotations

import io
import sys

import pytest
import typer

from payung.cli.app import app, main
from payung.cli.console import one_line
from tests.lists import workers
from tests.roles import TANJUNGSARI
from tests.users import a_client
from tests.web.door.sending import as_csv, landed

NIK = "3214991411600001"


def run(monkeypatch: pytest.MonkeyPatch, typed: str, *line: str) -> int:
    monkeypatch.setenv("PAYUNG_LANG", "id")
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    monkeypatch.setattr(sys, "argv", ["payung", *line])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.django_db
def test_whether_somebody_is_covered_is_asked_without_a_nik_on_the_command_line(
    purwakarta: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = workers(1, 2)
    landed(a_client("pengirim", "village-clerk", TANJUNGSARI), as_csv(rows))
    monkeypatch.setattr("payung.cli.cover.connect", lambda: None)  # the test's own database is connected already
    asked = ("cover", "-", "--on", "2025-11-21")
    assert run(monkeypatch, f"  {rows[0]['NIK']}\nsisa\n", *asked) == 0
    by_input = capsys.readouterr().out
    assert run(monkeypatch, "", "cover", rows[0]["NIK"], *asked[2:]) == 0
    assert by_input == capsys.readouterr().out != ""
    assert run(monkeypatch, "\n", *asked) == 2 and "NIK ini tidak ada" in capsys.readouterr().err


def test_whether_somebody_may_register_is_asked_so_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("eligibility", "--on", "2025-11-21", "--birth-on", "1960-11-24", "--json")
    run(monkeypatch, f"{NIK}\n", *asked, "--nik", "-")
    by_input = capsys.readouterr().out
    run(monkeypatch, "", *asked, "--nik", NIK)
    assert by_input == capsys.readouterr().out and '"holds": true' in by_input


def test_only_one_line_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\nb\n"))
    assert (one_line("-"), sys.stdin.read(), one_line(" x ")) == ("a", "b\n", " x ")


def test_every_command_that_takes_a_nik_says_how_to_keep_it_out_of_the_history() -> None:
    taking = [
        (param.name, str(getattr(param, "help", "")))
        for command in _commands(typer.main.get_command(app))
        for param in command.params
        if param.name and "nik" in param.name.split("_")
    ]
    assert len(taking) == 4 and all("masukan baku" in said for _name, said in taking), taking


def _commands(group: object) -> list:  # type: ignore[type-arg]
    held = getattr(group, "commands", {})
    return [each for found in held.values() for each in (_commands(found) or [found])]
