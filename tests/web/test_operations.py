"""The pages for machines: no sign-in, no cookie, no person, never kept by a cache; figures only for whoever brings the token."""

from __future__ import annotations

import pytest
from django.conf import settings as configured
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from payung.access.actions.invite import invite_demo_users
from payung.web.operations import readiness
from tests.lists import nik

TOKEN = {"HTTP_AUTHORIZATION": f"Bearer {configured.METRICS_TOKEN}"}


def test_a_process_that_lives_says_so_without_asking_the_database(client: Client) -> None:
    """Without the mark `django_db`, any question to the database would be an error."""
    client.cookies["sessionid"] = "a" * 32
    response = client.get("/health/", headers={"host": "10.0.0.7:8000"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.cookies == {}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/health/", "/ready/", "/metrics"])
def test_pages_for_machines_are_never_kept_and_load_nothing(client: Client, address: str) -> None:
    response = client.get(address, **TOKEN)
    assert response.status_code == 200
    assert (
        "no-store" in response.headers["Cache-Control"]
        and "default-src 'none'" in response.headers["Content-Security-Policy"]
    )
    assert client.post(address, **TOKEN).status_code == 405


@pytest.mark.django_db
def test_an_installation_in_order_is_ready(client: Client) -> None:
    response = client.get("/ready/")
    assert response.status_code == 200, response.content
    assert response.json() == {
        "status": "ok",
        "checks": dict.fromkeys(("law", "database", "role", "tables", "queue"), "ok"),
    }


@pytest.mark.django_db
def test_a_missing_migration_is_named_by_a_code(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = readiness._on_disk() | {("access", "9999_tomorrow")}
    monkeypatch.setattr(readiness, "_on_disk", lambda: tomorrow)
    response = client.get("/ready/")
    assert response.status_code == 503 and response.json()["checks"]["tables"] == "migrations_missing"


def test_a_database_that_is_away_is_a_503_with_its_code_and_no_message(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("connection to server at 10.0.0.9, user payung_app failed")

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/ready/")
    expected = {
        "law": "ok",
        "database": "database_unreachable",
        "role": "unknown",
        "tables": "unknown",
        "queue": "unknown",
    }
    assert response.status_code == 503 and response.json() == {"status": "not_ready", "checks": expected}


JOB = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('intake', 'land-list', 'todo') RETURNING id"
)
WAITED = "UPDATE procrastinate_events SET at = now() - make_interval(secs => %s) WHERE job_id = %s"


def a_waiting_job(seconds: int) -> None:
    with connection.cursor() as db:
        db.execute(JOB)
        (job,) = db.fetchone()
        db.execute(WAITED, [seconds, job])


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "found"), [(5, "ok"), (90, "queue_stuck")])
def test_a_job_that_nobody_takes_up_for_a_minute_is_a_stuck_queue(client: Client, seconds: int, found: str) -> None:
    a_waiting_job(seconds)
    assert client.get("/ready/").json()["checks"]["queue"] == found


@pytest.mark.django_db
def test_a_job_behind_a_long_one_is_not_stuck_while_the_worker_lives(client: Client) -> None:
    a_waiting_job(3600)
    with connection.cursor() as db:
        db.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert client.get("/ready/").json()["checks"]["queue"] == "ok"


@pytest.mark.parametrize("header", [{}, {"HTTP_AUTHORIZATION": "Bearer salah"}, {"HTTP_AUTHORIZATION": "Bearer "},
                                    {"HTTP_AUTHORIZATION": configured.METRICS_TOKEN}])  # fmt: skip
def test_figures_are_for_whoever_brings_the_token(client: Client, header: dict[str, str]) -> None:
    response = client.get("/metrics", **header)
    assert response.status_code == 401 and response.content == b""
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_without_a_token_there_is_nothing_there(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def figures(client: Client) -> dict[str, float]:
    lines = client.get("/metrics", **TOKEN).content.decode().splitlines()
    return {key: float(value) for key, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


@pytest.mark.django_db
def test_figures_of_requests_carry_names_of_routes_and_never_a_path(client: Client) -> None:
    client.get("/people/4711/")
    client.get(f"/people/{nik(1)}x/SITI/")
    client.generic("SITI", "/people/")
    found = figures(client)
    assert found['payung_request_seconds_count{method="GET",route="person",status="302"}'] >= 1
    assert found['payung_request_seconds_count{method="GET",route="unrouted",status="404"}'] >= 1
    assert not [key for key in found if "4711" in key or nik(1) in key or "SITI" in key]


@pytest.mark.django_db
def test_failed_sign_ins_are_counted_and_good_ones_are_not(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    invite_demo_users()
    before = figures(client)["payung_sign_ins_failed_total"]
    client.post("/access/sign-in/", {"username": "sari", "password": "salah"})
    assert client.post("/access/sign-in/", {"demo": "demo-disnaker"}).status_code == 302
    assert figures(client)["payung_sign_ins_failed_total"] == before + 1


def test_figures_of_jobs_rows_and_connections_come_from_the_database(client: Client, lists: None) -> None:
    a_waiting_job(1)
    found = figures(client)
    assert found["payung_database_up"] == 1
    assert found['payung_jobs{status="todo"}'] == 1 and found['payung_jobs{status="failed"}'] == 0
    assert found['payung_rows_total{outcome="landed"}'] > 140
    assert found['payung_database_connections{state="active"}'] >= 1


def test_figures_come_also_when_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("away")

    monkeypatch.setattr(connection, "cursor", away)
    found = figures(client)
    assert found["payung_database_up"] == 0 and not [key for key in found if key.startswith("payung_jobs")]


@pytest.mark.parametrize(
    ("given", "kept"), [("0d9c5a1e-7e9b-4ef0-9d0a-3f6d1f0c2b11", True), (nik(1) * 2, False), ("SITI", False)]
)
def test_a_request_keeps_the_number_of_a_proxy_only_if_it_is_one(client: Client, given: str, kept: bool) -> None:
    response = client.get("/health/", headers={"x-request-id": given})
    assert (response.headers["X-Request-ID"] == given) is kept
