"""Whatever somebody with all rights changes in the log, its seals or a ledger is found, and named."""

import json
import shutil
from datetime import date

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.access.actions.keep_seal_key import seal_key
from payung.access.actions.seal_history import seal_history
from payung.access.actions.verify_chain import row_text
from payung.units.words import say
from tests.access.chained import MONDAY, a_log
from tests.conftest import _WORKER
from tests.roles import see


@pytest.fixture(scope="module")
def _log(tmp_path_factory, django_db_blocker):
    with django_db_blocker.unblock(), a_log(tmp_path_factory.mktemp("log"), f"payung_log_{_WORKER}") as log:
        yield log


@pytest.fixture
def log(_log, django_db_blocker):
    with django_db_blocker.unblock():
        yield _log
        _log.put_back()
        shutil.copy(_log.folder / "saved", _log.file)


def found(log, statement=None, **asked):
    """The codes of what verification finds after a statement past the triggers; every one can be said."""
    if statement:
        with log.past_the_triggers() as db:
            assert db.execute(statement).rowcount != 0, statement
    faults = log.verify(**asked).faults
    for fault in faults:
        for language in ("id", "en"):
            assert "{" not in say(fault.code, language, **fault.facts).replace(str(fault.facts.get("part")), "")
    return [fault.code for fault in faults]


def test_a_log_that_nobody_touched_is_well(log):
    verified = log.verify()
    assert verified.well, verified.faults
    assert (verified.seals, verified.ledger_rows) == (2, 20) and verified.rows > 30


COLUMNS = {
    "id": "id + 1000000", "at": "at + interval '1 microsecond'", "by": "by || 'x'", "table_name": "'card'",
    "row_ids": "row_ids || 77::bigint", "verb": "'D'", "village": "'32.14.16.2006'", "before": "'{\"a\": 1}'",
    "role": "'auditor'", "area": "'32'", "address": "'10.0.0.1'", "reason": "'lain'", "what": "'bank'",
    "part": "'{}'", "digest": "'\\x00'", "image_digest": "'\\x00'",
    "salt": "gen_random_uuid()",
}  # fmt: skip
KINDS = {
    "insert": "verb = 'I' AND table_name = 'person'", "update": "verb = 'U'", "reading": "verb = 'R'",
    "ledger": "digest IS NOT NULL",
}  # fmt: skip
ONE = "id = (SELECT min(id) FROM history WHERE {})"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_of_a_row_of_the_log_is_found(log, kind, column):
    codes = found(log, f"UPDATE history SET {column} = {COLUMNS[column]} WHERE {ONE.format(KINDS[kind])}")
    assert codes[0] == ("chain_row_missing" if column == "id" else "chain_row_altered")


def test_the_table_of_columns_tries_every_column_that_there_is(log):
    with log.past_the_triggers() as db:
        there = db.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'history'"
                           " AND table_schema = 'public'").fetchall()  # fmt: skip
        text = db.execute("SELECT prosrc FROM pg_proc WHERE proname = 'history_text'").fetchone()[0]
    assert {name for (name,) in there} == COLUMNS.keys()
    # The salt is not linked itself: with the image it must fit the digest that is.
    assert all(f"kept.{name}" in text for name in COLUMNS if name != "salt")


MIDDLE = "(SELECT max(seq) / 2 FROM history_link)"
LOG = {
    "a deleted row": (f"DELETE FROM history WHERE id = (SELECT history_id FROM history_link WHERE seq = {MIDDLE})",
                      "chain_row_missing"),
    "a deleted row and its link": (
        f"WITH gone AS (DELETE FROM history_link WHERE seq = {MIDDLE} RETURNING history_id)"
        " DELETE FROM history WHERE id IN (SELECT history_id FROM gone)", "chain_gap"),
    "a deleted link": (f"DELETE FROM history_link WHERE seq = {MIDDLE}", "chain_gap"),
    "the first row and link": ("WITH gone AS (DELETE FROM history_link WHERE seq = 1 RETURNING history_id)"
                               " DELETE FROM history WHERE id IN (SELECT history_id FROM gone)", "chain_gap"),
    "an inserted row": ("INSERT INTO history (at, by, table_name, row_ids, verb, village) VALUES"
                        " (now(), 'x', 'card', '{1}', 'I', '32.14')", "chain_row_unlinked"),
    "two rows swapped": (
        "UPDATE history_link SET history_id = CASE history_id WHEN a THEN b ELSE a END FROM"
        " (SELECT min(id) AS a, max(id) AS b FROM history) AS two WHERE history_id IN (a, b)", "chain_row_altered"),
    "a changed link": (f"UPDATE history_link SET link = sha256('x') WHERE seq = {MIDDLE}", "chain_row_altered"),
    "a rewritten head": ("UPDATE history_link SET link = sha256('x') WHERE seq = (SELECT max(seq) FROM history_link)",
                         "chain_row_altered"),
    "a cut tail": ("WITH gone AS (DELETE FROM history_link WHERE seq > (SELECT max(seq) - 3 FROM history_link) RETURNING"
                   " history_id) DELETE FROM history WHERE id IN (SELECT history_id FROM gone)", "chain_shorter_than_seal"),
    "an emptied log": ("WITH gone AS (DELETE FROM history_link) DELETE FROM history", "chain_shorter_than_seal"),
}  # fmt: skip


@pytest.mark.parametrize("what", LOG)
def test_what_is_taken_out_put_in_or_moved_in_the_log_is_found(log, what):
    statement, code = LOG[what]
    assert code in found(log, statement)


def relink(log):
    with log.past_the_triggers() as db:
        db.execute("UPDATE history SET by = 'nobody' WHERE id = (SELECT min(id) + 3 FROM history)")
        db.execute("TRUNCATE history_link")
        db.execute("SELECT link_rows(0, NULL)")


def test_a_whole_chain_written_anew_is_found_by_the_seal(log):
    relink(log)
    assert found(log) == ["chain_differs_from_seal"]


def test_a_chain_written_anew_with_its_seals_is_found_by_their_signature(log):
    relink(log)
    with log.past_the_triggers() as db:
        for number, body in db.execute("SELECT number, body FROM audit_seal").fetchall():
            told = json.loads(body)
            (link,) = db.execute("SELECT link FROM history_link WHERE seq = %s", [told["seq"]]).fetchone()
            told["link"] = link.hex()
            db.execute("UPDATE audit_seal SET body = %s WHERE number = %s",
                       [json.dumps(told, separators=(",", ":")), number])  # fmt: skip
    assert found(log) == ["seal_signature_wrong"]


def test_a_chain_sealed_anew_with_another_key_is_found_by_the_key_kept_elsewhere(log, tmp_path):
    kept_elsewhere = seal_key(log.folder).public_key()
    relink(log)
    with log.past_the_triggers() as db:
        db.execute("TRUNCATE audit_seal CASCADE")
    seal_history(folder=tmp_path, key=seal_key(tmp_path), at=MONDAY)
    assert log.verify(folder=tmp_path, key=seal_key(tmp_path).public_key()).well
    assert found(log, folder=tmp_path, key=kept_elsewhere) == ["seal_signature_wrong"]


SEALS = {
    "body": ("UPDATE audit_seal SET body = replace(body, '\"rows\"', '\"rowz\"') WHERE number = 1", "seal_signature_wrong"),
    "signature": ("UPDATE audit_seal SET signature = decode(repeat('00', 64), 'hex') WHERE number = 2", "seal_signature_wrong"),
    "number": ("UPDATE audit_seal SET number = 7 WHERE number = 2", "seal_order_wrong"),
    "first deleted": ("DELETE FROM audit_seal WHERE number = 1", "seal_order_wrong"),
    "last deleted": ("DELETE FROM audit_seal WHERE number = 2", "seal_file_differs"),
    "all deleted": ("DELETE FROM audit_seal", "seal_file_differs"),
}  # fmt: skip


@pytest.mark.parametrize("what", SEALS)
def test_a_changed_seal_is_found(log, what):
    statement, code = SEALS[what]
    assert code in found(log, statement)


def test_a_file_of_seals_that_was_emptied_or_changed_is_found(log):
    whole = log.file.read_text()
    log.file.write_text("")
    assert found(log) == ["seal_file_differs"]
    log.file.write_text("\n".join(reversed(whole.splitlines())) + "\n")
    assert found(log) == ["seal_file_differs"]
    log.file.write_text(whole[:-20])
    assert found(log) == ["seal_file_unreadable"]


def test_a_seal_that_a_crash_kept_out_of_the_file_is_no_alarm_and_is_added_by_the_next(log):
    whole = log.file.read_text().splitlines(keepends=True)
    log.file.write_text(whole[0])
    assert found(log) == []
    log.seal()
    assert found(log) == [] and len(log.file.read_text().splitlines()) == 3


LEDGER = {
    "price": ("UPDATE cover_month SET price_idr = price_idr + 1 WHERE person_id = {one}", "ledger_row_altered"),
    "payer": ("UPDATE cover_month SET line_id = (SELECT max(id) FROM funding_line) WHERE month = '2025-11-01'"
              " AND person_id = {one}", "ledger_row_missing"),
    "month": ("UPDATE cover_month SET month = '2025-12-01' WHERE month = '2025-11-01' AND person_id = (SELECT max(person_id)"
              " FROM cover_month)", "ledger_row_missing"),
    "village": ("UPDATE cover_month SET village = '32.14.16.2006' WHERE person_id = {one}", "ledger_row_missing"),
    "worker": ("UPDATE cover_month SET person_id = 999999 WHERE person_id = {one}", "ledger_row_missing"),
    "deleted": ("DELETE FROM cover_month WHERE person_id = {one}", "ledger_row_missing"),
    "deleted of a partition": ("DELETE FROM cover_2025_12", "ledger_row_missing"),
    "added": ("INSERT INTO cover_month SELECT month, 999999, line_id, village, price_idr FROM cover_month LIMIT 1",
              "ledger_row_unlogged"),
    "no ledger any more": ("DELETE FROM ledger", "ledger_unknown"),
}  # fmt: skip


@pytest.mark.parametrize("what", LEDGER)
def test_a_tampered_row_of_the_ledger_is_found(log, what):
    statement, code = LEDGER[what]
    assert found(log, statement.format(one="(SELECT min(person_id) FROM cover_month)")) == [code]


def test_a_row_taken_out_of_the_ledger_and_put_in_again_is_found(log):
    with log.past_the_triggers() as db:
        db.execute("DELETE FROM cover_2025_12")
        db.execute("SET session_replication_role = origin")
        db.execute("INSERT INTO cover_month SELECT * FROM saved.cover_month WHERE month = '2025-12-01'")
    assert found(log) == ["ledger_row_missing"], "two entries claim it, and one row is there"


def test_a_transfer_taken_out_and_booked_again_is_found(log):
    with log.past_the_triggers() as db:
        db.execute("DELETE FROM transfer WHERE kind = 'commitment'")
        db.execute("SET session_replication_role = origin")
        db.execute(
            "INSERT INTO transfer OVERRIDING SYSTEM VALUE SELECT * FROM saved.transfer WHERE kind = 'commitment'"
        )
    assert found(log) == ["ledger_row_twice"]


def test_the_first_fault_is_named_with_number_moment_writer_and_table(log):
    with log.past_the_triggers() as db:
        db.execute("UPDATE history SET by = 'x' WHERE id > (SELECT min(id) + 9 FROM history)")
    (fault,) = log.verify().faults
    assert fault.facts["seq"] == 11 and {"at", "by", "table"} <= fault.facts.keys()


def test_what_was_tampered_with_after_a_seal_is_found_from_that_seal_on(log):
    since = date(2025, 11, 24)
    verified = log.verify(since=since)
    assert verified.well and verified.rows == 1
    assert found(log, "UPDATE history SET by = 'x' WHERE id = (SELECT max(id) FROM history)", since=since) == [
        "chain_row_altered"
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=st.integers(0, 30), column=st.sampled_from(sorted(COLUMNS)))
def test_any_column_of_any_row_that_is_changed_is_found(log, row, column):
    where = f"id = (SELECT id FROM history ORDER BY id OFFSET {row} LIMIT 1)"
    with log.past_the_triggers() as db:
        changed = db.execute(
            f"UPDATE history SET {column} = {COLUMNS[column]} WHERE {where} AND {column} IS DISTINCT FROM {COLUMNS[column]}"
        ).rowcount
    assert bool(log.verify().faults) == bool(changed)
    log.put_back()


@given(
    text=st.lists(st.none() | st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), max_size=4)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_the_program_and_the_database_write_a_row_as_the_same_text(log, text):
    with log.past_the_triggers() as db:
        (there,) = db.execute("SELECT (SELECT coalesce(jsonb_agg(t ORDER BY n), '[]') FROM unnest(%s::text[])"
                              " WITH ORDINALITY u (t, n))::text", [text]).fetchone()  # fmt: skip
    assert row_text(tuple(text)) == there


FORGET = "UPDATE history SET before = NULL, salt = NULL WHERE id = (SELECT min(id) FROM history WHERE verb = 'U')"


def test_what_was_before_cannot_go_without_an_erasure_that_says_so(log):
    assert found(log, FORGET) == ["chain_image_missing"]


def test_another_image_in_the_place_of_one_is_found(log):
    assert found(log, "UPDATE history SET salt = gen_random_uuid() WHERE verb = 'U'") == ["chain_row_altered"]


def test_a_log_whose_images_were_erased_still_verifies(log):
    # Workers of today are not erased by the database; here the log alone is looked at.
    with psycopg.connect(log.superuser) as db:
        db.execute("ALTER TABLE person DISABLE TRIGGER erasure")
    with psycopg.connect(log.app, autocommit=True) as db, db.transaction():
        see(db, "32.14").execute(
            "UPDATE person SET nik = 'X' || right(nik, 15), name = 'Dihapus', birth_on = '1900-01-01', address = NULL,"
            " erased_on = '2040-01-01'"
        )
        (gone,) = db.execute("SELECT erase_traces(ARRAY(SELECT id FROM person))").fetchone()
    assert gone >= 17 and found(log) == []
    with psycopg.connect(log.superuser) as db:
        assert db.execute("SELECT count(*) FROM history WHERE before::text LIKE '%SITI%'").fetchone() == (0,)
        # The workers themselves and their guard are put back for the next test.
        db.execute("ALTER TABLE person ENABLE TRIGGER erasure")
        db.execute("SET session_replication_role = replica")
        db.execute(
            "UPDATE person SET erased_on = NULL, nik = translate(nik, 'X', '3'), name = 'SITI', birth_on = '1980-05-17'"
        )
