"""Messages to whoever told of a claim, handed to a real HTTP server: taken, tried again, given up, and never taken twice."""

import logging
import os
import threading
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import OperationalError, connection

from payung.access.queries import seeing
from payung.claims.actions.send_messages import PAUSES, TEXTS, Gateway, Round, send_messages
from payung.claims.actions.stop_messages import stop_messages
from payung.config import cluster
from payung.config.messages import message_gateway
from payung.intake.jobs import QUEUES, app
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.attacks.conftest import django_in
from tests.claims.gateway import a_gateway
from tests.claims.rows import a_claim, a_report
from tests.conftest import SERVER
from tests.database import drop_database, make_database
from tests.roles import a_world

PHONE, NUMBER = "0812-0000-0001", "+6281200000001"
NAME = f"payung_messages_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture(scope="module")
def told(django_db_setup):
    """One claim in a committed database, told by somebody who gave a number for messages: one message waits."""
    make_database(SERVER, NAME)
    with as_owner() as db:
        person, line = a_world(db)
        claim = a_claim(db, person, line)
        report = a_report(db, person, claim, teller="heir", teller_phone=PHONE, wants_messages=True)
    yield report
    drop_database(SERVER, NAME)


def as_owner():
    return psycopg.connect(cluster.as_role(SERVER, cluster.OWNER, NAME))


@pytest.fixture
def waiting(told, django_db_blocker):
    """The one message, as it was written."""
    with as_owner() as db:
        db.execute("DELETE FROM claim_message; ALTER TABLE claim_report DISABLE TRIGGER only_stopped")
        db.execute("UPDATE claim_report SET wants_messages = true, teller_phone = %s", [PHONE])
        db.execute("ALTER TABLE claim_report ENABLE TRIGGER only_stopped")
        db.execute("INSERT INTO claim_message (claim_id, report_id, person_id, village, kind)"
                   " SELECT claim_id, id, person_id, village, 'reported' FROM claim_report")  # fmt: skip
    with django_in(NAME, django_db_blocker):
        yield


@pytest.fixture
def gateway():
    with a_gateway() as asked:
        yield asked


def sent(asked, later=timedelta(0), **more):
    at = datetime.now(UTC) + timedelta(seconds=1) + later
    return send_messages(gateway=Gateway(asked.url, **more), clock=lambda: at)


def now_is():
    with as_owner() as db:
        return db.execute("SELECT state, tries, failed_why FROM claim_message").fetchone()


def test_a_message_is_taken_once_with_its_key_and_says_nothing_of_anybody(waiting, gateway):
    assert sent(gateway, token="rahasia") == Round(handed_over=1)
    assert sent(gateway) == Round() and now_is() == ("handed-over", 1, "")
    (body,), (head,) = gateway.bodies, gateway.heads
    assert body["to"] == NUMBER and "25-000001-ABCD" in body["text"] and "SITI" not in body["text"]
    assert head["Idempotency-Key"] == body["key"] and head["Authorization"] == "Bearer rahasia"


def test_every_text_fits_into_one_message_and_holds_the_number_alone():
    said = [text.format(number="25-000001-ABCD") for text in TEXTS.values()]
    assert max(map(len, said)) <= 160 and "".join(said).isascii()
    assert not [text for text in said if any(word in text.lower() for word in ("rp", "nik", "meninggal", "kecelakaan"))]


@pytest.mark.parametrize("status", [500, 429, 401, 302])
def test_a_gateway_at_fault_is_asked_again_after_a_pause_under_the_same_key(waiting, gateway, status):
    gateway.answers[:] = [status]
    assert sent(gateway) == Round(again=1) and now_is() == ("queued", 1, "gateway-error")
    assert sent(gateway, PAUSES[0] - timedelta(seconds=5)) == Round()
    assert sent(gateway, PAUSES[0] + timedelta(seconds=5)) == Round(handed_over=1)
    assert len(gateway.keys) == 2 and len(set(gateway.keys)) == 1 and now_is() == ("handed-over", 2, "")


def test_a_gateway_that_never_takes_it_is_given_up(waiting, gateway):
    gateway.answers[:] = [503] * 9
    for later in (timedelta(days=day) for day in range(len(PAUSES))):
        assert sent(gateway, later * 2) == Round(again=1)
    assert sent(gateway, timedelta(days=20)) == Round(given_up=1)
    assert sent(gateway, timedelta(days=40)) == Round()
    assert now_is() == ("given-up", 7, "tried-too-often") and len(gateway.bodies) == 7


def test_a_number_that_the_gateway_refuses_is_not_tried_again(waiting, gateway):
    gateway.answers[:] = [422]
    assert sent(gateway) == Round(given_up=1)
    assert now_is() == ("given-up", 1, "number-refused")


def test_a_gateway_that_is_silent_or_gone_ends_the_round(waiting, gateway):
    goes_on = threading.Event()
    gateway.before = lambda: goes_on.wait(20)
    assert sent(gateway, seconds=0.1) == Round(again=1) and now_is() == ("queued", 1, "timeout")
    goes_on.set()
    gateway.url = "http://127.0.0.1:1/"
    assert sent(gateway, timedelta(hours=1)) == Round(again=1) and now_is() == ("queued", 2, "unreachable")


def test_one_that_is_stopped_or_too_old_goes_nowhere(waiting, gateway, told):
    assert sent(gateway, timedelta(days=4)) == Round(given_up=1)
    assert now_is()[2] == "too-old" and gateway.bodies == []


def test_whoever_wants_no_more_messages_gets_none(waiting, gateway, told):
    with seeing(Area("32.14"), by="petugas"):
        stop_messages(number="25-000001-ABCD", report_id=told)
    assert sent(gateway) == Round(given_up=1) and now_is()[2] == "no-number" and gateway.bodies == []


def test_a_crash_between_sending_and_noting_sends_it_again_under_the_same_key(waiting, gateway):
    def cut_off():
        gateway.before = lambda: None
        with psycopg.connect(cluster.as_role(SERVER, "postgres", "postgres"), autocommit=True) as db:
            db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = %s",
                       [NAME, cluster.APP])  # fmt: skip

    gateway.before = cut_off
    with pytest.raises(OperationalError):
        sent(gateway)
    assert now_is() == ("queued", 0, "")
    assert sent(gateway) == Round(handed_over=1)
    assert len(gateway.keys) == 2 and len(set(gateway.keys)) == 1


def test_two_workers_at_once_send_it_once(waiting, gateway):
    came, other_is_done, rounds = threading.Event(), threading.Event(), []

    def hold():
        came.set()
        other_is_done.wait(20)

    def first():
        rounds.append(sent(gateway))
        connection.close()

    gateway.before = hold
    worker = threading.Thread(target=first)
    worker.start()
    assert came.wait(20)
    assert sent(gateway) == Round()
    other_is_done.set()
    worker.join(20)
    assert rounds == [Round(handed_over=1)] and len(gateway.bodies) == 1


def test_the_log_holds_no_number(waiting, gateway, caplog):
    gateway.answers[:] = [500]
    with caplog.at_level(logging.DEBUG):
        sent(gateway)
    assert [word for word in (PHONE, NUMBER, "81200000001") if word in caplog.text] == []


def test_a_step_and_its_messages_are_one_transaction(waiting):
    with as_owner() as db:
        before = db.execute("SELECT count(*) FROM claim_message").fetchone()
        with db.transaction():
            db.execute("UPDATE claim SET state = 'complete', complete_on = '2025-11-25', due_on = '2025-11-28'")
            db.execute("UPDATE claim SET state = 'reported'")
            kinds = db.execute("SELECT kind FROM claim_message WHERE step_id IS NOT NULL").fetchall()
            raise psycopg.Rollback
        assert kinds == [("papers",)] and db.execute("SELECT count(*) FROM claim_message").fetchone() == before


def test_the_worker_takes_the_jobs_of_every_queue_and_messages_are_sent_by_the_clock():
    queues = {task.queue for task in app.tasks.values()} - {"builtin"}
    assert queues == set(QUEUES)
    assert ("send-messages", "") in app.periodic_registry.periodic_tasks


@pytest.mark.parametrize("address", ["ftp://gateway/", "gateway.example", "file:///etc/passwd", "http://"])
def test_an_address_that_is_none_is_refused_when_the_program_starts(monkeypatch, address):
    monkeypatch.setenv("PAYUNG_MESSAGES_URL", address)
    with pytest.raises(Refused, match="messages_address_invalid"):
        message_gateway()


def test_without_an_address_there_is_no_gateway_and_no_token(monkeypatch):
    monkeypatch.setenv("PAYUNG_MESSAGES_TOKEN", "rahasia")
    assert message_gateway() == ("", "")
