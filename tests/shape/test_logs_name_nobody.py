"""Whatever is logged, even everything at its loudest, names nobody: no NIK, no name, no phone of the lists."""

import csv
import subprocess
import sys

import pytest

from tests.installation import CHECKOUT, EXAMPLE
from tests.lists import line, nik, worker, workers, write_list, write_programme

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
    return subprocess.run(
        [sys.executable, "-c", LOUD, *map(str, words)], env=installation.environment, capture_output=True, text=True,
        cwd=CHECKOUT,
    )  # fmt: skip


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
