"""Whatever is logged, even everything at its loudest, names nobody: no NIK, no name, no phone of the lists."""

import csv
import json

import psycopg
import pytest

from tests.installation import CHECKOUT, EXAMPLE, fresh_installation
from tests.lists import line, nik, worker, workers, write_list, write_programme
from tests.warm import python

LOUD = """
import logging, sys
from payung.config.installation import connect
connect()
root = logging.getLogger()
root.setLevel(logging.DEBUG)
for handler in root.handlers:
    handler.setLevel(logging.DEBUG)
sys.argv = ["payung", *sys.argv[1:]]
from payung.cli import main
main()
"""


def loudly(installation, *words):
    return python("-c", LOUD, *words, environment=installation.environment)


@pytest.fixture
def said(fresh_database, tmp_path):
    """Everything that was said while a list with good, wrong and repeated rows went through the door twice over."""
    programme = write_programme(tmp_path / "p.toml", line("utama", 5), line("csr", 5, kind="csr"))
    rows = [*workers(1, 8), worker(9, Nama=""), worker(1), worker(10, **{"Tanggal Lahir": "1-1-1950"})]
    file = write_list(tmp_path / "usulan.csv", rows)
    into = ("--programme", "uji", "--on", "2025-11-21")
    done = [
        loudly(fresh_database, "programme", "load", programme),
        loudly(fresh_database, "intake", file, "--line", "utama", *into),
        loudly(fresh_database, "intake", file, "--line", "csr", *into),
        loudly(fresh_database, "cover", "3214991705809998", "--on", "2025-11-21"),
    ]
    assert [one.returncode for one in done] == [0, 0, 0, 2], done[-1].stderr
    server = [path.read_text(errors="replace") for path in fresh_database.folder.rglob("*.log")]
    return "\n".join([one.stdout + one.stderr for one in done] + server)


def test_a_loud_run_says_a_lot_and_names_nobody(said):
    assert "utama" in said and len(said) > 500
    for number in range(1, 11):
        assert nik(number) not in said and f"PEKERJA {number}" not in said and f"08121234{number:04d}" not in said
    assert "3214991705809998" not in said, "a NIK that was asked for is not repeated"


NAME, PHONE, USER = "SITI RAHAYU", "081298765432", "demo-disnaker"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    with fresh_installation(tmp_path_factory.mktemp("broken")) as one:
        yield one


@pytest.fixture(scope="module", params=["plain", "json"])
def broken(request, installation):
    """What is logged while pages, a job and statements break with a worker's data in their errors."""
    script = CHECKOUT / "tests" / "shape" / "broken.py"
    with psycopg.connect(installation.owner_url, autocommit=True) as db:
        db.execute("DELETE FROM procrastinate_jobs")
    environment = {**installation.environment, "PAYUNG_LOG": request.param}
    done = python(script, nik(7), NAME, PHONE, environment=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return request.param, done.stdout + done.stderr


def test_a_page_a_job_and_a_statement_that_break_name_nobody(broken):
    _, said = broken
    for word in (nik(7), NAME, "SITI", PHONE, PHONE[-8:], USER):
        assert word not in said, word


def test_what_broke_is_told_all_the_same(broken):
    _, said = broken
    for word in ("500 people", "with_words", "Broken: (message left out)", "KeyError: (message left out)"):
        assert word in said, word
    for word in (
        "sqlstate=23505",
        "constraint=person_has_one_row_per_nik",
        "sqlstate=23502",
        "column=birth_on",
        "sqlstate=22007",
    ):
        assert word in said, word
    assert "prepare-list[" in said and "404 unrouted" in said


def test_as_json_every_line_is_an_object_of_known_fields(broken):
    kind, said = broken
    if kind == "plain":
        assert not said.startswith("{")
        return
    lines = [json.loads(line) for line in said.splitlines()]
    known = {"time", "level", "logger", "message", "request_id", "route", "status", "ms", "user", "error"}
    assert {name for line in lines for name in line} <= known
    page = next(line for line in lines if line["logger"] == "payung.request" and line["route"] == "people")
    assert (page["level"], page["status"]) == ("INFO", 500) and page["ms"] > 0 and len(page["user"]) == 10
    same = [line["logger"] for line in lines if line.get("request_id") == page["request_id"]]
    assert same == ["django.request", "payung.request"], "one number for all that is said of a request"


def test_a_command_that_breaks_names_nobody(installation):
    program = f"""
import sys
from payung.rules import read
def broken(*given, **named):
    raise ValueError("{NAME} {nik(7)}")
read.read_month = broken
sys.argv = "payung price --payer csr --sector other --month 2025-11 --income 1000000".split()
from payung.cli import app
app.main()
"""
    done = python("-c", program, environment=installation.environment)
    assert done.returncode == 1 and "ValueError: (message left out)" in done.stderr, done.stderr
    assert NAME not in done.stderr.replace(program, "") and nik(7) not in done.stderr


def test_every_handler_masks(installation):
    program = """
import logging
from payung.config.installation import connect
connect()
from lokal.samaran.logging import SamaranFilter
loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
bare = [handler for logger in loggers for handler in logger.handlers
        if not isinstance(handler, logging.NullHandler) and not any(isinstance(f, SamaranFilter) for f in handler.filters)]
print(bare)
"""
    done = python("-c", program, environment=installation.environment)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_examples_hold_synthetic_people_alone():
    for name, delimiter in (("usulan-purwakarta.csv", ";"), ("peserta-lama-tanjungsari.csv", ",")):
        with (EXAMPLE / name).open(encoding="cp1252", newline="") as file:
            rows = list(csv.reader(file, delimiter=delimiter))
        column = [heading.strip("ï»¿").lower() for heading in rows[0]].index("nik")
        real = [
            row[column]
            for row in rows[1:]
            if row[column].isdigit() and len(row[column]) == 16 and row[column][:6] != "321499"
        ]
        assert real == []
