"""A breach in the database: what it must say, whose people it may count, and that a closed one stays as it is."""

import pytest

from tests.people.test_constraints_privacy import a_consent, a_request, a_withdrawal
from tests.roles import (
    NEIGHBOUR,
    TANJUNGSARI,
    a_batch,
    a_month,
    a_person,
    a_world,
    an_enrolment,
    as_app,
    as_owner,
    breaks,
    put,
    say,
    see,
)

KNOWN = "2025-11-21 09:00+07"


def a_breach(db, **changes):
    said = {
        "area": "32.14",
        "username": "budi",
        "address": "",
        "known_at": KNOWN,
        "happened": "h",
        "data": "d",
        "handling": "p",
    }
    return put(db, "breach", **{**said, "opened_by": "test", "opened_at": KNOWN, **changes})


def a_notice(db, breach, **changes):
    said = {
        "breach_id": breach,
        "area": "32.14",
        "told": "agency",
        "village": "",
        "how": "surat",
        "told_at": KNOWN,
        "noted_by": "t",
    }
    return put(db, "breach_notice", **{**said, **changes})


WRONG = [
    ("breach_says_what_to_look_for", {"username": ""}),
    ("breach_window_ends_after_it_begins", {"begins_at": "2025-11-20", "ends_at": "2025-11-20"}),
    ("breach_is_known_after_it_began", {"begins_at": "2025-11-22"}),
    ("breach_says_what_happened_to_which_data", {"handling": ""}),
    ("breach_is_closed_whole", {"closed_by": "test"}),
]


@pytest.mark.parametrize(("constraint", "changes"), WRONG)
def test_a_wrong_breach_is_refused_by_the_database(constraint, changes):
    with as_app("32.14") as db, breaks(db, constraint):
        a_breach(db, **changes)


@pytest.mark.parametrize(("constraint", "changes"), [
    ("breach_notice_is_to_agency_people_or_public", {"told": "friends"}), ("breach_notice_says_how", {"how": ""}),
])  # fmt: skip
def test_a_wrong_notice_is_refused_by_the_database(constraint, changes):
    with as_app("32.14") as db:
        breach = a_breach(db)
        with breaks(db, constraint):
            a_notice(db, breach, **changes)


CLOSE = "UPDATE breach SET closed_by = 'test', closed_at = now() WHERE id = %s"


def test_a_breach_is_closed_once_the_agency_knows_and_stays_closed_with_its_people():
    with as_app("32.14") as db:
        breach = a_breach(db)
        with breaks(db, "breach_is_closed_when_the_agency_knows"):
            db.execute(CLOSE, [breach])
        a_notice(db, breach)
        put(db, "breach_person", breach_id=breach, person=1, village=TANJUNGSARI, data=["nik read"])
        with breaks(db, "breach_person_is_listed_once"):
            put(db, "breach_person", breach_id=breach, person=1, village=TANJUNGSARI, data=[])
        db.execute(CLOSE, [breach])
        with breaks(db, "breach_closed_stays_closed"):
            db.execute("UPDATE breach SET happened = 'x' WHERE id = %s", [breach])
        with breaks(db, "breach_people_are_frozen"):
            put(db, "breach_person", breach_id=breach, person=2, village=TANJUNGSARI, data=[])


def test_the_clock_of_a_breach_is_never_set_back():
    with as_app("32.14") as db:
        breach = a_breach(db)
        with breaks(db, "breach_clock_is_never_set_back"):
            db.execute("UPDATE breach SET known_at = known_at + interval '1 day' WHERE id = %s", [breach])


def touched(db, who="", place="", since=None, until=None):
    found = db.execute("SELECT * FROM people_touched(%s, %s, %s, %s)", [who, place, since, until])
    return {tuple(row) for row in found}


def test_people_are_found_by_who_from_where_and_when_whatever_was_written_or_read():
    with as_app() as db:
        say(db, by="budi", address="10.0.0.9")
        person, line = a_world(db)
        say(db, by="siti", address="")
        other = a_person(db, nik="3214991705800002", village=NEIGHBOUR)
        db.execute("SELECT record_reading('nik', 'person', %s, 'diminta')", [[person, other]])
        an_enrolment(db, other, line, village=NEIGHBOUR)
        a_month(db, other, line, village=NEIGHBOUR)
        wrote = {(person, TANJUNGSARI, kind, "write") for kind in ("identity", "cover")}
        assert touched(db, "budi") == wrote and touched(db, place="10.0.0.9") == wrote
        assert touched(db, "siti") == {
            (person, TANJUNGSARI, "nik", "read"), (other, NEIGHBOUR, "nik", "read"),
            (other, NEIGHBOUR, "identity", "write"), (other, NEIGHBOUR, "cover", "write"),
        }  # fmt: skip
        assert touched(db, "siti", "10.0.0.9") == set() and touched(db) == set()
        assert touched(db, since="2000-01-01", until="2001-01-01") == set()
        assert {row[0] for row in touched(db, since="2000-01-01")} == {person, other}


def test_people_whose_requests_consents_and_withdrawals_were_touched_are_found():
    with as_app() as db:
        asking, consenting, leaving = (a_person(db, nik=f"321499170580000{each}") for each in (1, 2, 3))
        elsewhere = a_person(db, nik="3214991705800004", village=NEIGHBOUR)
        say(db, by="siti")
        a_request(db, asking)
        say(db, by="budi")
        a_consent(db, consenting, people=[consenting, elsewhere])
        say(db, by="ani")
        given = a_consent(db, leaving)
        say(db, by="joko")
        a_withdrawal(db, leaving, consent_id=given)
        say(db, by="dewi")
        db.execute("SELECT record_reading('export', 'data_request', ARRAY(SELECT id FROM data_request), 'surat')")
        assert touched(db, "siti") == {(asking, TANJUNGSARI, "rights", "write")}
        assert touched(db, "budi") == {
            (consenting, TANJUNGSARI, "rights", "write"), (elsewhere, NEIGHBOUR, "rights", "write"),
        }  # fmt: skip
        assert touched(db, "ani") == touched(db, "joko") == {(leaving, TANJUNGSARI, "rights", "write")}
        assert touched(db, "dewi") == {(asking, TANJUNGSARI, "export", "read")}


@pytest.mark.parametrize("area", [TANJUNGSARI, "32.14", ""])
def test_whoever_read_the_file_of_a_list_touched_the_people_in_it(area):
    with as_app() as db:
        _, line = a_world(db)
        later = a_person(db, nik="3214991705800003")
        a_batch(db, line, fingerprint="first")  # the list that the first worker of this world came by
        batch = a_batch(db, line, area=area)
        an_enrolment(db, later, line, batch=batch)
        say(db, by="budi")
        (noted,) = db.execute("SELECT record_reading('file', 'batch', ARRAY[%s::bigint], 'x')", [batch]).fetchone()
        assert db.execute("SELECT village FROM history WHERE id = %s", [noted]).fetchone() == (area,)
        assert touched(db, "budi") == {(later, TANJUNGSARI, "lists", "read")}


def test_nobody_of_another_area_is_found_nor_by_eyes_that_handle_no_breach():
    with as_app() as db:
        person, _ = a_world(db)
        assert {row[0] for row in touched(db, "test")} == {person}
        say(db, breach_from="33", breach_until="33~")
        assert touched(db, "test") == set()
        say(db, breach_from="", breach_until="")
        assert touched(db, "test") == set()


def test_a_breach_is_seen_in_its_area_alone():
    with as_app() as db:
        breach = a_breach(db)
        a_notice(db, breach)
        count = "SELECT (SELECT count(*) FROM breach) + (SELECT count(*) FROM breach_notice)"
        assert db.execute(count).fetchone() == (2,)
        for eyes in (("33", "33~"), ("", "")):
            say(db, breach_from=eyes[0], breach_until=eyes[1])
            assert db.execute(count).fetchone() == (0,)


def test_an_image_in_the_log_is_never_without_its_salt():
    with as_owner() as db:
        person, _ = a_world(see(db, ""))
        db.execute("UPDATE person SET name = 'LAIN' WHERE id = %s", [person])
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        db.execute("ALTER TABLE history DISABLE TRIGGER no_rewriting")
        with breaks(db, "history_image_has_a_salt_and_a_digest"):
            db.execute("UPDATE history SET salt = NULL WHERE before IS NOT NULL")
