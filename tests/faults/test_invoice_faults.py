"""An invoice run that is killed half way leaves nothing; who run it, or book a receipt, at once do it once. Real processes."""

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.funding.test_constraints_statement import a_statement, a_statement_line
from tests.installation import CHECKOUT, fresh_installation
from tests.lists import line, workers, write_list, write_programme
from tests.many import commands
from tests.roles import see

LAST_STEP = "payung.membership.actions.invoice_month:invoice"
ON = ("--on", "2025-11-21")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An installation with two lines, twelve workers on the one and three on the other; gives it and the programme's file.

    One for all tests of this file: the first invoices November, the second December, the last breaks what is there.
    """
    folder = tmp_path_factory.mktemp("office")
    file = write_programme(folder / "p.toml", line("utama", 20), line("csr", 20, kind="csr"))
    lists = [write_list(folder / "utama.csv", workers(1, 12)), write_list(folder / "csr.csv", workers(21, 23))]
    with fresh_installation(folder / "data") as installation:
        done = commands(
            installation, ("programme", "load", file),
            *(("intake", found, "--programme", "uji", "--line", found.stem, *ON) for found in lists),
        )  # fmt: skip
        assert [each.status for each in done] == [0, 0, 0], done
        yield installation, file


def addresses(installation):
    return {name: installation.environment[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "PAYUNG_DATA")}


def drive(installation, driver, told):
    done = subprocess.run(
        [sys.executable, "-m", driver], input=json.dumps(told), capture_output=True, text=True, timeout=60, cwd=CHECKOUT,
        env=installation.environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(installation, statement):
    with psycopg.connect(installation.owner_url) as db:
        return db.execute(statement).fetchall()


def test_a_run_that_is_killed_leaves_nothing_and_the_next_one_makes_everything(office):
    installation, _file = office
    job = {"name": "all", "environment": addresses(installation), "point": [LAST_STEP, "before"], "invoice": "2025-11"}
    assert drive(installation, "tests.faults.killed_at", [job]) == {"all": -signal.SIGKILL}
    left = "SELECT (SELECT count(*) FROM invoice), (SELECT count(*) FROM invoice_item), sum(invoiced_idr) FROM line_balance"
    assert ask(installation, left) == [(0, 0, 0)]
    first, again, verified, wrong = commands(
        installation, ("invoice", "--all", "2025-11", "--json"), ("invoice", "--all", "2025-11", "--json"),
        ("money", "verify", "--json"), ("invoice", "utama", "November"),
    )  # fmt: skip
    assert {each["invoice"]: (each["workers"], each["amount_idr"]) for each in first.json["invoices"]} == {
        "utama/2025-11/1": (12, 201_600), "csr/2025-11/1": (3, 50_400),
    }  # fmt: skip
    assert again.json == {"month": "2025-11", "invoices": []}
    assert verified.json == {"well": True, "accounts": [], "months": []}
    assert wrong.status == 2 and "bukan bulan" in wrong.stderr


def test_two_treasurers_at_once_make_one_invoice(office):
    installation, file = office
    jobs = [{"invoice": "2025-12", "line": "utama"}] * 2
    told = {"environment": addresses(installation), "programme": str(file), "jobs": jobs}
    reports = drive(
        installation, "tests.faults.at_once", {**told, "meet": "payung.membership.actions.invoice_month:book"}
    )
    assert sorted(map(str, reports)) == sorted(
        ["{'invoices': ['utama/2025-12/1']}", "{'error': 'Refused', 'code': 'nothing_to_invoice'}"]
    )
    made = "SELECT count(*), sum(workers) FROM invoice WHERE month = '2025-12-01'"
    assert ask(installation, made) == [(1, 12)]
    assert ask(installation, "SELECT count(*) FROM invoice_item WHERE month = '2025-12-01'") == [(12,)]


HALF = 20 * 16_800


@pytest.fixture
def came(office):
    """Three lines of three statements, each of half of what was promised to one line, and naming it."""
    with psycopg.connect(office[0].owner_url) as db:
        see(db, "")
        sums = {"opening_idr": 0, "moved_idr": HALF, "closing_idr": HALF}
        said = {"amount_idr": HALF, "outcome": "incoming", "text": "DANA UTAMA"}
        return [a_statement_line(db, a_statement(db, fingerprint=mark, **sums), mark=mark, **said) for mark in "abc"]


def pressed(office, *lines):
    """What becomes of two presses when both have come as far as they get while somebody else holds the money of the line."""
    installation, file = office
    told = {
        "environment": addresses(installation), "programme": str(file),
        "jobs": [{"receive": number, "line": "utama"} for number in lines],
        "meet": "payung.funding.actions.receive_line:_incoming",
    }  # fmt: skip
    with psycopg.connect(installation.owner_url) as holds, ThreadPoolExecutor() as pool:
        see(holds, "")
        assert holds.execute("SELECT hold_line(id) FROM funding_line WHERE code = 'utama'").rowcount == 1
        race = pool.submit(drive, installation, "tests.faults.at_once", told)
        with psycopg.connect(installation.owner_url, autocommit=True) as looking:
            while (
                not race.done() and looking.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0] < 2
            ):
                pass
        holds.commit()
        return [each.get("code", "booked") for each in race.result()]


def test_two_treasurers_at_once_book_what_was_promised_once_and_each_line_once(office, came):
    received = "SELECT received_idr FROM line_balance JOIN funding_line l ON l.id = line_id WHERE code = 'utama'"
    first, second, third = came
    assert sorted(pressed(office, first, first)) == ["booked", "statement_line_settled"]
    assert ask(office[0], received) == [(HALF,)]
    assert sorted(pressed(office, second, third)) == ["booked", "receipt_not_proposed"]
    assert ask(office[0], received) == [(2 * HALF,)]


def test_money_that_somebody_changed_behind_the_ledger_is_found(office):
    installation, _file = office
    with psycopg.connect(installation.owner_url) as db:
        db.execute("ALTER TABLE cover_month DISABLE TRIGGER USER")
        db.execute("UPDATE cover_month SET price_idr = price_idr + 1 WHERE month = '2025-12-01'")
        db.execute(
            "UPDATE line_balance SET bank_idr = 5, received_idr = 5 WHERE line_id = (SELECT min(id) FROM funding_line)"
        )
        db.execute("ALTER TABLE cover_month ENABLE TRIGGER USER")
    (found,) = commands(installation, ("money", "verify", "--json"))
    assert found.status == 1 and not found.json["well"]
    assert {(each["line"], each["recounted_idr"] - each["committed_idr"]) for each in found.json["months"]} == {
        ("csr", 3),
    }  # fmt: skip
    assert {each["account"] for each in found.json["accounts"]} == {"bank", "payer"}
