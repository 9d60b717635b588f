"""Processes that fight: over the last places, over the same workers, over the same list. Real processes, one database."""

import json
import subprocess
import sys

import psycopg
import pytest

from tests.installation import CHECKOUT
from tests.lists import line, shared_out, worker, workers, write_list, write_programme

BEFORE_LANDING = "payung.intake.door:land"
AFTER_LOOKING = "payung.membership.actions.enrol:register"


@pytest.fixture
def race(fresh_database, tmp_path):
    """Gives a function: lines of a programme, where to meet, and jobs (a list, a line code); it gives their reports."""

    def run(lines, meet, *jobs, **more):
        programme = write_programme(tmp_path / "p.toml", *lines, **more)
        if meet == AFTER_LOOKING:  # whoever opens a month keeps the others out until it has landed
            ask(fresh_database, "SELECT open_months('2025-11-01', '2026-01-01')")
        told = {"environment": addresses(fresh_database), "programme": str(programme), "meet": meet}
        told["jobs"] = [{"list": str(file), "line": code, "programme": "uji"} for file, code in jobs]
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.at_once"], input=json.dumps(told), capture_output=True, text=True,
            timeout=60, cwd=CHECKOUT, env=fresh_database.environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        reports = json.loads(done.stdout)
        assert not [report for report in reports if "error" in report], reports
        return reports

    return run


def addresses(installation):
    return {name: installation.environment[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "PAYUNG_DATA")}


def ask(installation, statement):
    with psycopg.connect(installation.owner_url) as db:
        return db.execute(statement).fetchall()


def nothing_is_miscounted(installation):
    """Every quota's number is what a recount of placed workers gives, and so is every count of cover."""
    wrong = ask(installation, """
        SELECT q.region, q.taken, count(e.id) FROM quota q LEFT JOIN enrolment e ON e.line_id = q.line_id
            AND e.state = 'placed' AND (e.village = q.region OR length(q.region) < 13)
        GROUP BY q.id HAVING q.taken <> count(e.id)""")  # fmt: skip
    kept = ask(installation, "SELECT month, village, line_id, workers FROM cover_count ORDER BY 1, 2, 3")
    held = ask(
        installation, "SELECT month, village, line_id, count(*) FROM cover_month GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return wrong == [] and kept == held


def test_two_lists_want_the_last_seven_places(race, fresh_database, tmp_path):
    jobs = [(write_list(tmp_path / f"{n}.csv", workers(n * 100, n * 100 + 19)), "utama") for n in (1, 2)]
    reports = race([line("utama", 7)], AFTER_LOOKING, *jobs)
    assert sum(report["landed"] for report in reports) == 7
    assert sum(report["waiting"] for report in reports) == 33
    assert ask(fresh_database, "SELECT taken FROM quota") == [(7,)]
    assert nothing_is_miscounted(fresh_database)


def test_two_lists_want_the_last_places_of_different_villages_under_one_limit(race, fresh_database, tmp_path):
    villages = ("32.14.16.2001", "32.14.16.2002")
    jobs = [
        (write_list(tmp_path / f"{v}.csv", workers(n * 100, n * 100 + 9, v)), "utama") for n, v in enumerate(villages)
    ]
    reports = race([line("utama", 24, more=shared_out(2))], AFTER_LOOKING, *jobs, eligible=[10] * 11)
    places = dict(ask(fresh_database, "SELECT region, places FROM quota"))
    assert [report["landed"] for report in reports] == [places[village] for village in villages]
    assert nothing_is_miscounted(fresh_database)


def test_twenty_forms_of_one_worker_want_six_places(race, fresh_database, tmp_path):
    jobs = [(write_list(tmp_path / f"{n}.csv", [worker(n)]), "utama") for n in range(1, 21)]
    reports = race([line("utama", 6)], AFTER_LOOKING, *jobs)
    assert [sum(report[key] for report in reports) for key in ("landed", "waiting", "refused")] == [6, 14, 0]
    assert nothing_is_miscounted(fresh_database)


def test_two_payers_name_the_same_workers_and_each_month_has_one(race, fresh_database, tmp_path):
    file = write_list(tmp_path / "sama.csv", workers(1, 20))
    twin = write_list(tmp_path / "sama-juga.csv", [*workers(1, 20), worker(21)])
    reports = race([line("utama", 30), line("csr", 30, kind="csr")], BEFORE_LANDING, (file, "utama"), (twin, "csr"))
    assert sum(report["landed"] for report in reports) == 21
    assert sum(report["problems"].get("already_covered", 0) for report in reports) == 20
    assert ask(fresh_database, "SELECT count(*), count(DISTINCT (month, person_id)) FROM cover_month") == [(42, 42)]
    assert nothing_is_miscounted(fresh_database)


def test_whoever_looked_before_a_rival_landed_looks_again(race, fresh_database, tmp_path):
    """Both have looked the workers up and found nobody: one of the two must meet the other's rows and start over."""
    first = write_list(tmp_path / "maju.csv", workers(1, 10))
    second = write_list(tmp_path / "mundur.csv", list(reversed(workers(1, 10))))
    reports = race([line("utama", 30), line("csr", 30, kind="csr")], AFTER_LOOKING, (first, "utama"), (second, "csr"))
    assert sorted(report["landed"] for report in reports) == [0, 10]
    assert ask(fresh_database, "SELECT count(*) FROM person") == [(10,)]
    assert nothing_is_miscounted(fresh_database)


def test_the_same_list_from_two_processes_is_one_batch(race, fresh_database, tmp_path):
    file = write_list(tmp_path / "sama.csv", workers(1, 10))
    one, other = race([line("utama", 30)], BEFORE_LANDING, (file, "utama"), (file, "utama"))
    assert one["batch"] == other["batch"] and one["landed"] == other["landed"] == 10
    assert ask(fresh_database, "SELECT count(*) FROM batch") == [(1,)]
    assert ask(fresh_database, "SELECT sum(cardinality(row_ids)) FROM history WHERE table_name = 'person'") == [(10,)]
