"""Who asks too often waits: counted once for all processes, hidden from whoever reads the table, and gone after two minutes."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from payung.access.actions.count_requests import bucket, count_requests, sweep_requests
from payung.access.actions.invite import invite_demo_users
from payung.access.models import User
from payung.web.access.limits import Limit, limit_of, limits
from tests.roles import as_app, breaks
from tests.warm import Started, python
from tests.web.addresses import every_address, patterns
from tests.web.pages import words

pytestmark = pytest.mark.django_db
MINUTE = 29_000_000 * 60.0


@pytest.fixture
def low(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits on, each five a minute for an address and three for a user."""
    settings.RATES = True
    few = {name: Limit(name, 5, 3, of.routes, of.posts) for name, of in limits().items()}
    few["every"] = Limit("every", 50, 50)
    monkeypatch.setattr("payung.web.access.limits.limits", lambda: few)
    monkeypatch.setattr("payung.web.access.rates.time.time", lambda: MINUTE)


def codes(client: Client, address: str, times: int, **more: str) -> list[int]:
    return [client.get(address, **more).status_code for _ in range(times)]


def test_the_request_above_the_limit_is_told_how_long_to_wait(client: Client, low: None) -> None:
    assert codes(client, "/law/", 6) == [200] * 5 + [429]
    told = client.get("/law/")
    assert told.headers["Retry-After"] == "60" and "Tunggu 60 detik" in words(told)
    assert told.headers["Cache-Control"] == "no-store" and "Content-Security-Policy" in told.headers


def test_a_program_is_told_in_json(client: Client, low: None) -> None:
    address = "/api/v1/law/deadlines?kind=jkm&complete_on=2025-12-01"
    assert codes(client, address, 6) == [200] * 5 + [429]
    told = client.get(address)
    assert told.json()["code"] == "too_many_requests" and told.headers["Retry-After"] == "60"


def test_another_page_has_a_limit_of_its_own_and_all_together_have_one_more(client: Client, low: None) -> None:
    assert codes(client, "/law/", 6)[-1] == 429
    assert client.get("/law/death/").status_code == 200
    names = [known for known in every_address() if not known.name.startswith(("api", "intake", "cards", "law"))]
    pages = [known.address for known in names if limit_of(known.name, "GET").name.startswith("page")]
    visited = [client.get(address).status_code for address in pages[:15] for _ in range(4)]
    assert visited[:36].count(429) == 0 and visited[-1] == 429


def test_a_user_is_counted_wherever_the_requests_come_from(low: None) -> None:
    invite_demo_users()
    client = Client()
    client.force_login(User.objects.get(username="demo-disnaker"))
    answered = [client.get("/people/", REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(4)]
    assert answered == [200, 200, 200, 429]


def test_a_forged_header_does_not_make_another_address(client: Client, low: None) -> None:
    answered = [client.get("/law/", headers={"x-forwarded-for": f"9.9.9.{n}"}).status_code for n in range(6)]
    assert answered[-1] == 429


def test_behind_a_trusted_proxy_the_address_is_what_the_proxy_saw(
    client: Client, low: None, settings: Settings
) -> None:
    settings.PROXIES = ["127.0.0.0/8"]
    same = [client.get("/law/", headers={"x-forwarded-for": f"9.9.9.{n}, 10.1.1.1"}).status_code for n in range(6)]
    assert same[-1] == 429, "what the browser itself wrote into the header counts for nothing"
    assert client.get("/law/", headers={"x-forwarded-for": "10.1.1.2"}).status_code == 200


def test_addresses_that_lead_nowhere_are_counted_together(client: Client, low: None) -> None:
    assert [client.get(f"/.env.{n}").status_code for n in range(6)] == [404] * 5 + [429]


def test_the_minute_slides_so_that_its_end_is_no_gap() -> None:
    limit = {bucket("slide"): 10}
    assert [count_requests(limit, at=MINUTE + 59) for _ in range(10)] == [0] * 10
    assert count_requests(limit, at=MINUTE + 60) > 0, "a second later the ten still count"
    assert count_requests(limit, at=MINUTE + 150) == 0


def test_the_table_tells_neither_user_nor_address() -> None:
    count_requests({bucket("page", "address", "10.9.8.7"): 5}, at=MINUTE)
    with connection.cursor() as db:
        db.execute("SELECT bucket FROM rate")
        (kept,) = db.fetchone()
    assert len(bytes(kept)) == 16 and b"10.9.8.7" not in bytes(kept)


def test_the_hash_needs_the_key(settings: Settings) -> None:
    before = bucket("page", "address", "10.9.8.7")
    settings.SECRET_KEY = "another"
    assert bucket("page", "address", "10.9.8.7") != before


def test_old_windows_are_swept_and_the_last_two_stay() -> None:
    for minutes in (0, 1, 2, 3):
        count_requests({bucket("sweep"): 5}, at=MINUTE + 60 * minutes)
    assert sweep_requests(at=MINUTE + 180) == 2


def test_a_count_of_nothing_is_not_kept() -> None:
    with as_app() as db, breaks(db, "rate_counts_at_least_one_hit"):
        db.execute("INSERT INTO rate VALUES ('\\x00', 1, 0)")


def test_the_table_is_unlogged() -> None:
    with as_app() as db:
        assert db.execute("SELECT relpersistence FROM pg_class WHERE relname = 'rate'").fetchone() == ("u",)


MANY = """
import django, sys, time; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from payung.access.actions.count_requests import bucket, count_requests
limit = {bucket("all"): 100, bucket("race"): 100}
def ask(_n):
    return count_requests(limit, at=1740000000.0) == 0
with ThreadPoolExecutor(8) as pool:
    print(sum(pool.map(ask, range(100))))
"""


def test_many_at_once_from_many_processes_get_exactly_as_much_as_one_after_the_other(fresh_database) -> None:
    started = [Started("-c", MANY, environment=fresh_database.environment) for _ in range(3)]
    answered = [int(process.end().stdout) for process in started]
    assert sum(answered) == 100, answered
    with psycopg.connect(fresh_database.owner_url) as db:
        assert db.execute("SELECT DISTINCT hits FROM rate").fetchall() == [(300,)]


def test_every_address_has_a_limit_and_the_dear_ones_a_stricter_one() -> None:
    page = limits()["page"]
    for name in patterns():
        assert limit_of(name, "POST").address > 0
    dear = {"sign-in": "POST", "region-export": "GET", "cards-village": "GET", "intake-workbook": "GET", "people": "GET",
            "intake-upload": "POST", "api-v1:death": "GET"}  # fmt: skip
    for name, method in dear.items():
        assert limit_of(name, method).address < page.address, name


def test_the_switch_for_load_tests_works_in_demo_mode_alone() -> None:
    import os

    asked = "import django; django.setup(); from django.conf import settings; print(settings.RATES)"
    said = [
        python("-c", asked, environment={**os.environ, "PAYUNG_RATES": "off", "PAYUNG_DEMO": demo}).stdout.strip()
        for demo in ("1", "0")
    ]
    assert said == ["False", "True"]
