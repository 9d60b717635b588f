"""Many clients at once ask for places that are limited at four levels: exactly as many are given as every level has."""

import json
import subprocess
import sys

import psycopg
import pytest

from tests.installation import CHECKOUT
from tests.roles import a_line, a_programme, put

VILLAGES = ["32.14.16.2005", "32.14.16.2006", "32.14.02.2001", "32.15.01.2001"]


@pytest.fixture
def rush(fresh_database):
    """Gives a function: places by region, clients, tries of each; it gives what each client got and what was counted as taken."""

    def run(places, clients, tries, villages=VILLAGES, within=60):
        with psycopg.connect(fresh_database.owner_url) as db:
            a_programme(db, code="uji", region="32")
            line = a_line(db, code="utama", programme_code="uji", region="32")
            for region, number in places.items():
                put(db, "quota", line_id=line, region=region, places=number, taken=0)
        names = ("DATABASE_URL", "DATABASE_OWNER_URL", "PAYUNG_DATA")
        told = {"environment": {name: fresh_database.environment[name] for name in names},
                "line": "utama", "villages": villages, "clients": clients, "tries": tries}  # fmt: skip
        done = subprocess.run([sys.executable, "-m", "tests.faults.taking"], input=json.dumps(told), capture_output=True,
                              text=True, timeout=within, cwd=CHECKOUT, env=fresh_database.environment)  # fmt: skip
        assert done.returncode == 0, done.stderr
        with psycopg.connect(fresh_database.owner_url) as db:
            return json.loads(done.stdout), dict(db.execute("SELECT region, taken FROM quota").fetchall())

    return run


def test_four_clients_want_more_than_any_level_has(rush):
    places = {"32": 90, "32.14": 70, "32.14.16": 40, "32.14.16.2005": 15, "32.14.02.2001": 50, "32.15.01.2001": 80}
    got, taken = rush(places, clients=4, tries=60)
    assert sum(got) == 90 == taken["32"] and len([each for each in got if each]) > 1
    assert taken["32.14"] == taken["32.14.16"] + taken["32.14.02.2001"]
    assert taken["32"] == taken["32.14"] + taken["32.15.01.2001"]
    assert all(taken[region] <= number for region, number in places.items())
    assert taken["32.14.16.2005"] <= 15 and taken["32.14.16"] <= 40


@pytest.mark.slow
def test_twenty_clients_try_ten_thousand_times_for_five_thousand_places(rush):
    places = dict.fromkeys(("32", "32.14", "32.14.16", "32.14.16.2005"), 5_000)
    got, taken = rush(places, clients=20, tries=10_000, villages=["32.14.16.2005"], within=3_600)
    assert sum(got) == 5_000 and taken == places
