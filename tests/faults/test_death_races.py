"""A death that is noted in the moment in which a list lands: whichever is first, nobody who died has a seat. Real processes."""

import json
import subprocess
import sys
import time

import psycopg
import pytest

from tests.faults.test_races import addresses, ask
from tests.installation import CHECKOUT
from tests.lists import line, nik, worker, workers, write_list, write_programme
from tests.many import commands
from tests.roles import a_person

LOOKED_UP = "payung.membership.actions.enrol:register"
DIED_ON = "2025-11-20"


@pytest.fixture
def office(fresh_database, tmp_path):
    """A line with places, and five workers who are known and have no seat. Gives the installation and what a process is told."""
    file = write_programme(tmp_path / "p.toml", line("utama", 9), line("lanjut", 9, first_month="2026-01"))
    assert [each.status for each in commands(fresh_database, ("programme", "load", file))] == [0]
    ask(fresh_database, "SELECT open_months('2025-11-01', '2026-03-01')")
    with psycopg.connect(fresh_database.owner_url) as db:
        for number in range(1, 6):
            a_person(db, nik=nik(number), name=f"PEKERJA {number}")
    told = {"environment": addresses(fresh_database), "programme": str(file), "meet": LOOKED_UP}
    told["list"] = {"list": str(write_list(tmp_path / "a.csv", workers(1, 5))), "line": "utama", "programme": "uji"}
    return fresh_database, told


def start(installation, told, *jobs):
    driver = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.at_once"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=CHECKOUT, env=installation.environment,
    )  # fmt: skip
    driver.stdin.write(json.dumps({**told, "jobs": list(jobs)}))
    driver.stdin.close()
    return driver


def reports(driver):
    done = json.loads(driver.stdout.read())
    assert driver.wait(60) == 0 and not [each for each in done if "error" in each], done
    return done


def until_it_waits_or_ends(installation, driver):
    """Until somebody of the application waits for another's lock, or has not needed to."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while driver.poll() is None and ask(installation, waits) == [(0,)]:
        time.sleep(0.02)


def seats(installation):
    return ask(installation, """SELECT p.nik, e.state, count(m.month) FROM person p LEFT JOIN enrolment e ON e.person_id = p.id
        LEFT JOIN cover_month m ON m.person_id = p.id AND m.month > p.died_on WHERE p.died_on IS NOT NULL GROUP BY 1, 2""")  # fmt: skip


def test_a_list_waits_for_a_death_that_is_being_noted_and_enrols_the_others(office):
    installation, told = office
    with psycopg.connect(installation.owner_url) as noting:
        noting.execute("SELECT FROM person WHERE nik = %s FOR UPDATE", [nik(3)])
        noting.execute("UPDATE person SET died_on = %s WHERE nik = %s", [DIED_ON, nik(3)])
        driver = start(installation, told, told["list"])
        until_it_waits_or_ends(installation, driver)
        noting.commit()
    (report,) = reports(driver)
    assert (report["landed"], report["problems"]) == (4, {"died": 1})
    assert seats(installation) == [(nik(3), None, 0)]


@pytest.mark.parametrize("way", ["end_for_death", "end_place"])
def test_a_death_that_comes_while_a_list_lands_waits_for_it_and_ends_the_new_seat(office, tmp_path, way):
    """The list has looked the worker up and not yet enrolled; the other seat is on the line of the next year."""
    installation, told = office
    later = write_list(tmp_path / "b.csv", [worker(3)])
    reports(start(installation, told, {**told["list"], "list": str(later), "line": "lanjut"}))
    death = {"death": nik(3), "on": DIED_ON, "way": way}
    done = reports(start(installation, {**told, "meets": {"1": f"payung.membership.actions.{way}:note_death"}},
                         told["list"], death))  # fmt: skip
    assert done[0]["landed"] == 5 and done[1] == {"places": 2}
    assert seats(installation) == [(nik(3), "ended", 0)] or {state for _nik, state, _n in seats(installation)} == {
        "ended"
    }
