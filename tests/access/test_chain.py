"""The chain of the log: linked when a transaction commits, without a gap whoever writes, never rewritten, not by its owner."""

import random
import threading

import psycopg
import pytest

from tests.access.chained import PEOPLE
from tests.installation import command
from tests.roles import a_month, a_person, a_world, as_app, as_owner, breaks, put, say, see

REWRITINGS = {
    "history_is_only_added_to": ("UPDATE history SET by = 'x'", "DELETE FROM history", "TRUNCATE history"),
    "history_link_is_only_added_to": (
        "UPDATE history_link SET seq = seq + 1",
        "DELETE FROM history_link",
        "TRUNCATE history_link",
    ),
    "audit_seal_is_only_added_to": (
        "UPDATE audit_seal SET body = ''",
        "DELETE FROM audit_seal",
        "TRUNCATE audit_seal CASCADE",
    ),
    "audit_stamp_is_only_added_to": (
        "UPDATE audit_stamp SET service = ''",
        "DELETE FROM audit_stamp",
        "TRUNCATE audit_stamp",
    ),
    "cover_month_is_only_added_to": ("TRUNCATE cover_month",),
    # A row of the ledger lies in the partition of its month.
    "cover_2025_11_is_only_added_to": (
        "UPDATE cover_month SET price_idr = 0",
        "DELETE FROM cover_month",
        "UPDATE cover_2025_11 SET price_idr = 0",
        "DELETE FROM cover_2025_11",
    ),
    "ledger_is_only_added_to": ("UPDATE ledger SET place = ''", "DELETE FROM ledger", "TRUNCATE ledger"),
}


def _a_log(db):
    person, line = a_world(db)
    a_month(db, person, line)
    db.execute("SET CONSTRAINTS ALL IMMEDIATE")
    db.execute("INSERT INTO audit_seal VALUES (1, 'x', decode(repeat('00', 64), 'hex'))")
    db.execute("INSERT INTO audit_stamp VALUES (1, 'x', 'x')")
    return person, line


@pytest.mark.parametrize(("name", "statement"), [(n, s) for n, all_of in REWRITINGS.items() for s in all_of])
def test_the_log_is_only_added_to_even_by_the_owner(name, statement):
    with as_owner() as db:
        _a_log(db)
        with breaks(db, name):
            db.execute(statement)


@pytest.mark.parametrize("table", ["history", "history_link", "audit_seal", "audit_stamp", "ledger"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_program_has_no_right_to_rewrite_the_log(table, verb):
    column = {"history": "by", "history_link": "seq", "audit_seal": "body", "audit_stamp": "seal", "ledger": "place"}
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(verb.format(table, column[table], column[table]))


@pytest.mark.parametrize("table", ["history", "history_link", "ledger"])
def test_the_program_has_no_right_to_write_the_log_itself(table):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(f"INSERT INTO {table} DEFAULT VALUES")


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("history_link_is_counted_from_one", {"seq": 0}),
        ("history_link_is_a_digest", {"link": b"x"}),
        ("history_row_is_linked_once", {"seq": 10_000_000}),
    ],
)
def test_a_link_is_a_digest_of_one_row_counted_from_one(name, columns):
    with as_owner() as db:
        _a_log(db)
        said = {"seq": 9_999, "history_id": 0, "link": bytes(32), **columns}
        if name == "history_row_is_linked_once":
            (said["history_id"],) = db.execute("SELECT max(history_id) FROM history_link").fetchone()
        with breaks(db, name):
            db.execute("INSERT INTO history_link VALUES (%(seq)s, %(history_id)s, %(link)s)", said)


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("audit_seal_is_counted_from_one", "INSERT INTO audit_seal VALUES (0, 'x', decode(repeat('00', 64), 'hex'))"),
        ("audit_seal_is_signed", "INSERT INTO audit_seal VALUES (9, 'x', 'short')"),
        ("audit_stamp_is_of_a_seal", "INSERT INTO audit_stamp VALUES (9, 'x', 'x')"),
    ],
)
def test_a_seal_is_signed_and_a_stamp_is_of_a_seal(name, statement):
    with as_owner() as db, breaks(db, name):
        db.execute(statement)


def _history(db, **changes):
    said = {"by": "x", "table_name": "card", "row_ids": [1], "verb": "I", "village": "32.14", **changes}
    (said["at"],) = db.execute("SELECT coalesce(%s, now())", [said.get("at")]).fetchone()
    return put(db, "history", **said)


def test_history_cannot_be_dated_back():
    with as_owner() as db, breaks(db, "history_is_written_when_it_happens"):
        _history(db, at="2025-01-01 00:00+07")


def test_history_with_a_digest_says_of_what():
    with as_owner() as db, breaks(db, "history_with_a_digest_says_of_which_part"):
        _history(db, digest=b"x")


def test_a_transaction_links_all_its_rows_in_their_order_when_it_commits():
    with as_owner() as db:
        before = db.execute("SELECT coalesce(max(seq), 0) FROM history_link").fetchone()[0]
        written = [_history(db) for _ in range(5)]
        assert db.execute("SELECT count(*) FROM history_link").fetchone()[0] == before
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        linked = db.execute("SELECT seq, history_id FROM history_link WHERE seq > %s ORDER BY seq", [before]).fetchall()
        assert linked == [(before + n, row) for n, row in enumerate(written, 1)]


def test_what_a_savepoint_took_back_is_not_linked():
    with as_owner() as db:
        kept = _history(db)
        with db.transaction(force_rollback=True):
            _history(db)
        also = _history(db)
        before = db.execute("SELECT coalesce(max(seq), 0) FROM history_link").fetchone()[0]
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert db.execute("SELECT history_id FROM history_link WHERE seq > %s ORDER BY seq", [before]).fetchall() == [
            (kept,),
            (also,),
        ]


def test_the_link_does_not_depend_on_the_settings_of_a_session():
    with as_owner() as db:
        row = _history(db, before='{"b": 1, "aa": "2025-11-01"}', reason='ä\n"x"')
        texts = set()
        for zone, style in (("UTC", "ISO"), ("Asia/Jakarta", "German"), ("America/New_York", "SQL, DMY")):
            db.execute(f"SET LOCAL TimeZone = '{zone}'; SET LOCAL DateStyle = '{style}'")
            db.execute("SET LOCAL extra_float_digits = 0; SET LOCAL bytea_output = 'escape'")
            texts |= set(db.execute("SELECT history_text(h) FROM history h WHERE id = %s", [row]).fetchall())
        assert len(texts) == 1


def test_nothing_but_foreign_keys_runs_at_commit_beside_the_chain():
    """The chain's lock is taken at commit; only checks that lock a parent's key, which nobody changes, may come after it."""
    deferred = """SELECT DISTINCT coalesce(contype::text, tgname)
        FROM pg_trigger LEFT JOIN pg_constraint c ON c.oid = tgconstraint
        WHERE tginitdeferred AND tgrelid::regclass::text NOT LIKE 'procrastinate%'"""
    with as_owner() as db:
        kinds = {kind for (kind,) in db.execute(deferred)}
        chain = db.execute("SELECT count(*) FROM pg_trigger WHERE tginitdeferred AND NOT tgisinternal").fetchone()
    assert kinds <= {"f", "t"} and chain == (1,)


def _writer(url, serial, failed):
    draw = random.Random(serial)
    try:
        with psycopg.connect(url, autocommit=True) as db:
            for turn in range(30):
                with db.transaction(force_rollback=draw.random() < 0.3):
                    nik = f"3214991705{serial:02}{turn:04}"
                    person = a_person(see(db, "32.14"), nik=nik)
                    if draw.random() < 0.5:
                        db.execute("UPDATE person SET address = 'x' WHERE id = %s", [person])
    except Exception as error:
        failed.append(error)


def payung(installation, *words):
    return command(installation, *words)


def test_eight_writers_who_sometimes_take_back_leave_a_chain_without_a_gap(fresh_database):
    failed = []
    writers = [threading.Thread(target=_writer, args=(fresh_database.app_url, n, failed)) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    with psycopg.connect(fresh_database.owner_url) as db:
        rows, links, last = db.execute(
            "SELECT (SELECT count(*) FROM history), count(*), max(seq) FROM history_link"
        ).fetchone()
    assert rows == links == last > 200
    verified = payung(fresh_database, "audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_sealing_and_verifying_by_command_and_a_fault_ends_with_one(fresh_database, tmp_path):
    with psycopg.connect(fresh_database.app_url) as db:
        a_person(see(db, "32.14"), nik=PEOPLE[0])
        say(db, reason="x")
    sealed = payung(fresh_database, "audit", "seal")
    assert sealed.returncode == 0 and "Segel nomor 1" in sealed.stdout, sealed.stderr
    out = tmp_path / "public.pem"
    assert payung(fresh_database, "audit", "key", "--out", str(out)).returncode == 0
    assert payung(fresh_database, "audit", "verify", "--key", str(out)).returncode == 0
    with psycopg.connect(fresh_database.owner_url) as db:
        db.execute("ALTER TABLE history DISABLE TRIGGER no_rewriting")
        db.execute("UPDATE history SET by = 'x'")
    broken = payung(fresh_database, "audit", "verify")
    assert broken.returncode == 1 and "Mata rantai nomor 1 tidak cocok" in broken.stderr
    assert '"well": false' in payung(fresh_database, "audit", "verify", "--json").stdout
    assert "catatan audit" in payung(fresh_database, "doctor").stderr
