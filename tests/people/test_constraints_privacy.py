"""A consent or a request is refused by the very constraint whose sentence it breaks, and neither is ever deleted."""

import psycopg
import pytest

from tests.roles import NEIGHBOUR, NOVEMBER, TANJUNGSARI, a_person, as_app, breaks, put, see

CONSENTS = [
    ("consent_purpose_is_known", {"purpose": "advertising"}),
    ("consent_was_given_in_a_known_way", {"how": "guess"}),
    ("consent_is_of_somebody", {"people": []}),
    ("consent_to_health_checks_is_of_one_worker", {"purpose": "health-check", "people": [1, 2]}),
]
REQUESTS = [
    ("data_request_kind_is_known", {"kind": "gift"}),
    ("data_request_state_is_known", {"state": "lost", "done_at": NOVEMBER, "done_by": "a", "answer": "b"}),
    ("data_request_is_due_after_it_was_asked", {"due_at": NOVEMBER}),
    ("data_request_says_how_it_came_in", {"asked_how": ""}),
    ("data_request_is_answered_by_somebody_in_words", {"state": "done"}),
    ("data_request_is_answered_by_somebody_in_words", {"answer": "b"}),
    ("data_request_of_a_correction_names_field_and_value", {"kind": "correction"}),
    ("data_request_of_a_correction_names_field_and_value", {"field": "name", "new_value": "x"}),
    ("data_request_lies_in_a_known_village", {"village": "32.14.16.9999"}),
]


def a_consent(db, person, **changes):
    said = {"village": TANJUNGSARI, "purpose": "protection", "given_on": NOVEMBER, "how": "list", "noted_by": "a"}
    return put(db, "consent", **{**said, "people": [person], **changes})


def a_withdrawal(db, person, **changes):
    said = {"village": TANJUNGSARI, "withdrawn_at": NOVEMBER, "withdrawn_by": "a", "why": "b", "person_id": person}
    return put(db, "consent_withdrawal", **{"consent_id": a_consent(db, person), **said, **changes})


def a_request(db, person, **changes):
    said = {"village": TANJUNGSARI, "kind": "file", "asked_at": "2025-11-01", "due_at": "2025-11-04", "asked_how": "x"}
    more = {
        "noted_by": "a",
        "field": "",
        "old_value": "",
        "new_value": "",
        "state": "open",
        "done_by": "",
        "answer": "",
    }
    return put(db, "data_request", person_id=person, **{**said, **more, **changes})


@pytest.mark.parametrize(("constraint", "changes"), CONSENTS)
def test_a_wrong_consent_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        person = a_person(db)
        with breaks(db, constraint):
            a_consent(db, person, **changes)


@pytest.mark.parametrize(("constraint", "changes"), REQUESTS)
def test_a_wrong_request_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        person = a_person(db)
        with breaks(db, constraint):
            a_request(db, person, **changes)


@pytest.mark.parametrize("changes", [{"withdrawn_by": ""}, {"why": ""}])
def test_a_withdrawal_without_a_name_or_a_reason_is_refused_by_the_database(changes):
    with as_app() as db:
        person = a_person(db)
        with breaks(db, "consent_is_withdrawn_by_somebody_for_a_reason"):
            a_withdrawal(db, person, **changes)


def test_a_consent_is_withdrawn_once():
    with as_app() as db:
        person = a_person(db)
        given = a_consent(db, person)
        a_withdrawal(db, person, consent_id=given)
        with breaks(db, "consent_is_withdrawn_once"):
            a_withdrawal(db, person, consent_id=given)


def test_the_same_request_is_open_once_in_the_database_too():
    with as_app() as db:
        person = a_person(db)
        a_request(db, person)
        with breaks(db, "data_request_is_open_once"):
            a_request(db, person)


@pytest.mark.parametrize("statement", [
    "DELETE FROM consent", "DELETE FROM data_request", "UPDATE data_request SET due_at = now()",
    "UPDATE data_request SET asked_at = now()", "UPDATE consent SET given_on = now()",
    "DELETE FROM consent_withdrawal", "UPDATE consent_withdrawal SET why = 'c'",
])  # fmt: skip
def test_the_program_cannot_delete_a_request_or_move_its_clock(statement):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)


@pytest.mark.parametrize("write", [a_consent, a_request])
def test_nothing_is_written_for_a_village_out_of_sight(write):
    with as_app() as db:
        person = a_person(db)
        see(db, NEIGHBOUR)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            write(db, person)


def test_what_happens_to_consents_and_requests_leaves_its_history():
    with as_app() as db:
        person = a_person(db)
        a_withdrawal(db, person)
        a_request(db, person)
        db.execute("UPDATE data_request SET state = 'done', done_at = now(), done_by = 'a', answer = 'b'")
        kept = db.execute("SELECT table_name, verb::text FROM history WHERE table_name <> 'person'")
        written = [("consent", "I"), ("consent_withdrawal", "I"), ("data_request", "I"), ("data_request", "U")]
        assert sorted(kept.fetchall()) == written
