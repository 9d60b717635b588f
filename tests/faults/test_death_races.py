"""A death that is noted in the moment in which its worker is enrolled: nobody who died has a seat. Real processes."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager

import psycopg
import pytest

from tests.faults.test_races import addresses, ask
from tests.installation import CHECKOUT
from tests.lists import line, nik, worker, workers, write_list, write_programme
from tests.many import commands
from tests.roles import a_person

DIED_ON = "2025-11-20"
WAYS = ("end_for_death", "end_place", "take_deaths")


class World:
    """An installation, whose processes start one by one and are told of no programme: it stands."""

    def __init__(self, installation, folder):
        self.installation, self.folder, self.started = installation, folder, 0

    def start(self, job):
        driver = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.at_once"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=CHECKOUT, env=self.installation.environment,
        )  # fmt: skip
        told = {"environment": addresses(self.installation), "meet": "payung.intake.door:land", "jobs": [job]}
        driver.stdin.write(json.dumps(told))
        driver.stdin.close()
        driver.stdin = None  # nothing more is said, so `communicate` has nothing to flush
        return driver

    def list_of(self, rows, code):
        self.started += 1
        file = write_list(self.folder / f"{self.started}.csv", rows)
        return {"list": str(file), "line": code, "programme": "uji"}

    def until_waiting(self, processes, driver):
        """Until so many of the application wait for another's lock, or this one has not needed to and ended."""
        waits = """SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE datname = current_database() AND NOT granted"""
        while driver.poll() is None and ask(self.installation, waits)[0][0] < processes:
            time.sleep(0.02)

    @contextmanager
    def owner(self):
        with psycopg.connect(self.installation.owner_url) as db:
            yield db

    def seats_of_the_dead(self):
        return ask(self.installation, """SELECT p.nik, l.code, e.state FROM person p JOIN enrolment e ON e.person_id = p.id
            JOIN funding_line l ON l.id = e.line_id WHERE p.died_on IS NOT NULL AND e.state <> 'ended'""")  # fmt: skip

    def months_of_the_dead(self):
        return ask(self.installation, """SELECT p.nik, m.month FROM person p JOIN cover_month m ON m.person_id = p.id
            WHERE m.month > p.died_on""")  # fmt: skip


def report(driver):
    out, _err = driver.communicate(timeout=60)
    assert driver.returncode == 0
    (done,) = json.loads(out)
    return done


@pytest.fixture
def world(fresh_database, tmp_path):
    """Two lines with places, one after the other, and five workers who are known and have no seat."""
    file = write_programme(tmp_path / "p.toml", line("utama", 9), line("lanjut", 9, first_month="2026-01"))
    assert [each.status for each in commands(fresh_database, ("programme", "load", file))] == [0]
    ask(fresh_database, "SELECT open_months('2025-11-01', '2026-03-01')")
    with psycopg.connect(fresh_database.owner_url) as db:
        for number in range(1, 6):
            a_person(db, nik=nik(number), name=f"PEKERJA {number}")
    return World(fresh_database, tmp_path)


def seated(world, rows, code):
    assert report(world.start(world.list_of(rows, code)))["landed"] == len(rows)


def enrolling(world, way):
    """What enrols worker 3, after what has to be before: (a job, the line whose seat it gives)."""
    if way == "list":
        return world.list_of(workers(1, 5), "utama"), "utama"
    seated(world, workers(1, 5), "utama")
    if way == "renew":
        return {"renew": "utama", "to": "lanjut"}, "lanjut"
    assert report(world.start({"ended": nik(3)})) == {"places": 1}
    return {"take_back": nik(3)}, "utama"


TOLD = {
    "list": lambda done: (done["landed"], done["problems"]) == (4, {"died": 1}),
    "renew": lambda done: done["outcomes"] == {"renewed": 4, "died": 1},
    "take_back": lambda done: done == {"error": "Refused", "code": "died"},
}


# In the suite each race is run in one or two ways; in all of them: pytest -m slow.
SLOW = pytest.mark.slow


@pytest.mark.parametrize("way", ["list", pytest.param("renew", marks=SLOW), pytest.param("take_back", marks=SLOW)])
def test_whoever_enrols_waits_for_a_death_that_is_being_noted_and_passes_the_dead_over(world, way):
    job, code = enrolling(world, way)
    with world.owner() as noting:
        noting.execute("SELECT FROM person WHERE nik = %s FOR UPDATE", [nik(3)])
        noting.execute("UPDATE person SET died_on = %s WHERE nik = %s", [DIED_ON, nik(3)])
        driver = world.start(job)
        world.until_waiting(1, driver)
    assert TOLD[way](report(driver))
    assert [seat for seat in world.seats_of_the_dead() if seat[1] == code] == []


@pytest.mark.parametrize(
    ("way", "death"),
    [
        ("list", "take_deaths"),
        pytest.param("renew", "end_for_death", marks=SLOW),
        pytest.param("list", "end_for_death", marks=SLOW),
        pytest.param("list", "end_place", marks=SLOW),
        pytest.param("take_back", "end_for_death", marks=SLOW),
    ],
)
def test_a_death_that_comes_while_its_worker_is_enrolled_waits_and_ends_the_new_seat(world, way, death):
    """Whoever enrols has looked, and waits for the money of the line; the death is told of every seat there is by then."""
    if way == "list":
        seated(world, [worker(3)], "lanjut")
    job, code = enrolling(world, way)
    with world.owner() as paying:
        paying.execute("""SELECT FROM line_balance b JOIN funding_line l ON l.id = b.line_id WHERE l.code = %s
            FOR UPDATE OF b""", [code])  # fmt: skip
        enrols = world.start(job)
        world.until_waiting(1, enrols)
        assert enrols.poll() is None, "it waits for the money"
        dies = world.start({"death": nik(3), "on": DIED_ON, "way": death, "others": []})
        world.until_waiting(2, dies)
    done = report(enrols), report(dies)
    assert not [each for each in done if "error" in each], done
    assert done[1] == {"places": 1 if way == "take_back" else 2}
    assert (world.seats_of_the_dead(), world.months_of_the_dead()) == ([], [])


@pytest.mark.parametrize(
    "death", ["end_place", *(pytest.param(each, marks=SLOW) for each in WAYS if each != "end_place")]
)
def test_whoever_notes_a_death_waits_for_the_worker_with_no_place_in_the_hand(world, death):
    """Whoever enrols worker 3 goes on to the quotas: if these were held by who waits for worker 3, neither would end."""
    seated(world, [worker(1), worker(3)], "utama")
    with world.owner() as enrols:
        enrols.execute("SELECT FROM person WHERE nik = %s FOR KEY SHARE", [nik(3)])
        dies = world.start({"death": nik(3), "on": DIED_ON, "way": death, "others": [nik(1)]})
        world.until_waiting(1, dies)
        assert dies.poll() is None, "it waits for the worker"
        assert enrols.execute("SELECT id FROM quota FOR UPDATE NOWAIT").rowcount > 0
    assert report(dies) == {"places": 2 if death == "take_deaths" else 1}
