"""Kill -9 at every stage of the door, then run again: the same end as if nothing had happened."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.content import content
from tests.database import drop_database
from tests.installation import CHECKOUT, answer, fresh_installation
from tests.lists import line, shared_out, worker, workers, write_list, write_programme

DOOR, LAND, ENROL = "payung.intake.door", "payung.intake.land", "payung.membership.actions.enrol"
POINTS = {
    "while the file is being kept": ("shutil:copyfile", "half"),
    "while the rows are being written": ("polars:DataFrame.write_parquet", "half"),
    "received": (f"{DOOR}:prepare", "before"),
    "rows read but not noted": ("payung.intake.folder:Folder.write_facts", "before"),
    "read": (f"{DOOR}:read_sheet", "after"),
    "checked": (f"{DOOR}:check_rows", "after"),
    "rows staged": (f"{LAND}:stage", "after"),
    "people registered": (f"{ENROL}:register", "after"),
    "places taken": (f"{ENROL}:take_places", "after"),
    "cover written": (f"{LAND}:enrol", "after"),
    "landed but not committed": (f"{LAND}:_record", "after"),
    "committed but not reported": (f"{DOOR}:summary", "before"),
}


def the_list(folder):
    """60 workers for 40 places in two villages: some wait, some are refused, one is covered already."""
    rows = workers(1, 30) + workers(31, 58, "32.14.16.2006") + [worker(59, Nama=""), worker(7, "32.14.16.2006")]
    return write_list(folder / "usulan.csv", rows)


def clone(installation, name):
    """The addresses of a copy of a database that nobody uses."""
    server = make_conninfo(installation.app_url, user="postgres", dbname="postgres")
    source = conninfo_to_dict(installation.owner_url)["dbname"]
    drop_database(server, name)
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" OWNER payung_owner STRATEGY FILE_COPY')
    return {
        "DATABASE_URL": make_conninfo(installation.app_url, dbname=name),
        "DATABASE_OWNER_URL": make_conninfo(installation.owner_url, dbname=name),
    }


def drive(jobs):
    driver = Path(__file__).with_name("killed_at.py")
    done = subprocess.run(
        [sys.executable, driver], input=json.dumps(jobs), capture_output=True, text=True, timeout=300, cwd=CHECKOUT
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """For every point: how the killed process and its successor ended, and what stands in the database after each."""
    folder = tmp_path_factory.mktemp("killed")
    programme = write_programme(
        folder / "p.toml", line("utama", 40, more=shared_out(2)), line("lama", 5, kind="csr"), eligible=range(50, 61)
    )
    with fresh_installation(folder / "base") as base:
        answer(base, "programme", "load", programme)
        intake_of(base, write_list(folder / "lama.csv", workers(3, 3)), "lama")
        found = run_every_point(folder, base, the_list(folder))
        yield found
        for name in found["databases"]:
            drop_database(make_conninfo(base.app_url, user="postgres", dbname="postgres"), name)


def intake_of(installation, file, code):
    return answer(installation, "intake", file, "--programme", "uji", "--line", code, "--on", "2025-11-21")


def run_every_point(folder, base, file):
    jobs, environments = [], {}
    for number, (name, point) in enumerate([("undisturbed", None), *POINTS.items()]):
        database = f"{conninfo_to_dict(base.owner_url)['dbname']}_{number}"
        environments[name] = {**clone(base, database), "PAYUNG_DATA": str(folder / str(number))}
        job = {"environment": environments[name], "list": str(file), "line": "utama", "programme": "uji"}
        jobs.append({**job, "name": name, "point": point})
    killed, _ = drive(jobs)
    between = {name: content(environment["DATABASE_OWNER_URL"]) for name, environment in environments.items()}
    again, said = drive([{**job, "point": None} for job in jobs])
    after = {name: content(environment["DATABASE_OWNER_URL"]) for name, environment in environments.items()}
    names = [conninfo_to_dict(environment["DATABASE_URL"])["dbname"] for environment in environments.values()]
    return {"killed": killed, "between": between, "again": again, "said": said, "after": after, "databases": names}


@pytest.mark.parametrize("point", POINTS)
def test_a_run_after_a_kill_ends_as_an_undisturbed_one(runs, point):
    assert runs["killed"][point] == -signal.SIGKILL
    assert runs["again"][point] == 0, runs["said"]
    undisturbed, recovered = runs["after"]["undisturbed"], runs["after"][point]
    assert {table: recovered[table] for table in recovered if recovered[table] != undisturbed[table]} == {}


@pytest.mark.parametrize("point", [point for point in POINTS if point != "committed but not reported"])
def test_a_kill_before_the_end_leaves_nobody_half_landed(runs, point):
    base, left = runs["between"]["received"], runs["between"][point]
    for table in ("person", "enrolment", "cover_month", "cover_count", "quota", "history", "batch_problem"):
        assert left[table] == base[table], table


def test_after_the_commit_everything_is_there_at_once(runs):
    landed, undisturbed = runs["between"]["committed but not reported"], runs["after"]["undisturbed"]
    assert all(landed[table] == undisturbed[table] for table in landed if table != "batch")


def test_the_same_list_sent_again_changes_nothing(runs):
    assert runs["between"]["undisturbed"] == runs["after"]["undisturbed"]


def test_the_undisturbed_run_did_what_the_others_are_measured_by(runs):
    after = runs["after"]["undisturbed"]
    whole = next(row for row in after["quota"] if row.startswith("('utama', '32.14.16',"))
    assert whole.endswith(f"{sum(line.count('placed') for line in after['enrolment']) - 1})")
    assert {word for row in after["enrolment"] for word in ("placed", "waiting") if word in row} == {
        "placed",
        "waiting",
    }
    assert any("already_covered" in row for row in after["batch_problem"])
