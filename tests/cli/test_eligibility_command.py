"""`payung eligibility` as scripts use it, with no database in reach: JSON alone, or a sentence and exit status 2."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

import pytest

from payung.cli.app import main
from tests.installation import CHECKOUT, command
from tests.many import Done

NOWHERE = SimpleNamespace(environment={**os.environ, "DATABASE_URL": "postgresql://nobody@/nowhere"})
NIK = "3214992411600001"
PERSON = (
    "--birth-on", "1960-11-24", "--nik", NIK, "--works", "--no-wage-earner", "--occupation", "petani", "--decile", "4",
)  # fmt: skip
ON = ("eligibility", "--on", "2025-11-23")
PROGRAMME = ("--programme", str(CHECKOUT / "examples" / "purwakarta" / "programme.toml"))


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command and gives how it ended and what it said."""
    monkeypatch.setenv("PAYUNG_LANG", "id")

    def one(*line):
        monkeypatch.setattr(sys, "argv", ["payung", *line])
        with pytest.raises(SystemExit) as left:
            main()
        return Done(int(left.value.code or 0), *capsys.readouterr())

    return one


def held(told):
    return {item["code"]: item["holds"] for item in told["items"]}


def test_the_last_day_before_65_is_a_yes_with_every_condition():
    done = command(NOWHERE, *ON, *PERSON, *PROGRAMME, "--json")
    assert done.returncode == 0, done.stderr
    told = Done(done.returncode, done.stdout, done.stderr).json
    assert (told["eligible"], told["missing"], told["last_day_to_register"]) == (True, [], "2025-11-23")
    assert set(held(told).values()) == {True} and told["total_idr"] == 0
    assert told["unverified"] == ["eligibility/age_from"] and len(told["law_digest"]) == 16
    decile = told["items"][-1]
    assert (decile["code"], decile["evidence"]) == ("decile", "programme")
    assert decile["article"] == "1 Desa 100 Perlindungan (programme.toml: [eligibility])"
    assert all({"code", "amount_idr", "formula", "article", "evidence", "words"} <= set(item) for item in told["items"])


def test_a_no_is_an_answer_too_with_the_code_of_a_list(run):
    done = run(*ON[:1], "--on", "2025-11-24", *PERSON, "--json")
    assert done.status == 0 and done.json["eligible"] is False
    assert [(item["code"], item["problem"]) for item in done.json["items"] if item["holds"] is False] == [
        ("age_below", "age_over_limit")
    ]


def test_what_was_not_told_is_null_and_named(run):
    done = run(*ON, "--does-not-work", "--json")
    assert held(done.json) == {
        "nik_format": None, "age_from": None, "age_below": None, "works": False, "not_wage_earner": None,
    }  # fmt: skip
    assert done.json["missing"] == ["nik", "birth_on", "wage_earner"] and done.json["last_day_to_register"] is None


def test_each_new_term_is_asked_again(run):
    done = run(*ON, *PERSON, "--new-term", "2026-01", "--new-term", "2025-12", "--json")
    again = [item for item in done.json["items"] if item["code"] == "age_below_new_term"]
    assert [(item["about"], item["holds"]) for item in again] == [("2025-12", False), ("2026-01", False)]


def test_the_answer_can_be_read_as_a_table_and_never_shows_the_nik(run, monkeypatch):
    told = run(*ON, *PERSON, *PROGRAMME)
    assert told.status == 0 and "64 tahun < 65 tahun pada 23 November 2025" in told.stdout
    assert "Memenuhi semua syarat." in told.stdout and "23 November 2025" in told.stdout
    assert "eligibility/age_from" in told.stderr and NIK not in told.stdout + told.stderr
    monkeypatch.setenv("PAYUNG_LANG", "en")
    assert "Meets every condition." in run(*ON, *PERSON).stdout


def test_a_nik_that_is_none_fails_its_condition_and_is_no_error(run):
    for nik in ("", "tiga", NIK[:-1], NIK + "\n"):
        done = run(*ON, "--nik", nik, "--json")
        assert done.status == 0 and held(done.json)["nik_format"] is False


MISTAKES = {
    ("--on", "2020-01-01"): "2021-11-23",
    ("--on", "besok"): "YYYY-MM-DD",
    ("--on", "2025-11-23", "--birth-on", "2025-11-24"): "birth_on",
    ("--on", "2025-11-23", "--birth-on", NIK): "birth_on",
    ("--on", "2025-11-23", "--occupation", "raja"): "petani, ",
    ("--on", "2025-11-23", "--decile", "0"): "1 - 10",
    ("--on", "2025-11-23", "--decile", "11"): "1 - 10",
    ("--on", "2025-11-23", "--new-term", "2025-11"): "new_term",
    ("--on", "2025-11-23", "--new-term", "Januari"): "new_term",
    ("--on", "2025-11-23", "--programme", "tidak-ada.toml"): "tidak-ada.toml",
}


@pytest.mark.parametrize("line", MISTAKES, ids=lambda line: " ".join(line[-2:]))
def test_a_mistake_names_its_field_and_what_is_allowed_and_gives_no_answer(run, line):
    done = run("eligibility", *line, "--json")
    said = " ".join(done.stderr.split())
    assert done.status == 2 and done.stdout == "" and MISTAKES[line] in said and "Traceback" not in said, said
    assert NIK not in said


def test_a_programme_file_with_a_mistake_is_told_by_its_key(run, tmp_path):
    good = (CHECKOUT / "examples" / "purwakarta" / "programme.toml").read_text("utf-8")
    (tmp_path / "program.toml").write_text(good.replace("decile_at_most = 4", "decile_at_most = 11"), "utf-8")
    done = run(*ON, "--programme", str(tmp_path / "program.toml"), "--json")
    assert done.status == 2 and done.stdout == "" and "eligibility.decile_at_most" in done.stderr
