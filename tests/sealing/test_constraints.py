"""What is not sealed does not get into a sealed column, whoever writes it; and the program cannot take a key away."""

import psycopg
import pytest

from tests.roles import NEIGHBOUR, TANJUNGSARI, a_person, as_app, breaks, put, see

SEAL = "v1:1:QUJD"


def an_account(db, person, **changes):
    said = {"village": TANJUNGSARI, "bank": "bjb", "holder_name": SEAL, "number": SEAL, "last_digits": SEAL}
    return put(
        db, "bank_account", person_id=person, **{**said, "entered_by": "t", "entered_at": "2025-11-21", **changes}
    )


def a_consent(db, person, **changes):
    said = {"village": TANJUNGSARI, "purpose": "health-check", "given_on": "2025-11-21", "how": "form", "noted_by": "t"}
    return put(db, "consent", people=[person], **{**said, **changes})


def a_result(db, person, *, consented=True, **changes):
    if consented:
        a_consent(db, person)
    said = {"village": TANJUNGSARI, "measured_on": "2025-11-21", "event": "Posyandu", "results": SEAL}
    return put(
        db, "health_result", person_id=person, **{**said, "entered_by": "t", "entered_at": "2025-11-21", **changes}
    )


@pytest.mark.parametrize(("constraint", "changes"), [
    ("bank_account_number_is_sealed", {"number": "0123456789"}),
    ("bank_account_number_is_sealed", {"last_digits": "6789"}),
    ("bank_account_holder_is_sealed", {"holder_name": "SITI"}),
    ("bank_account_names_its_bank", {"bank": ""}),
    ("bank_account_ends_after_it_was_entered", {"ended_at": "2025-11-20"}),
    ("bank_account_lies_in_a_known_village", {"village": "32.14.16.9999"}),
])  # fmt: skip
def test_a_wrong_account_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        person = a_person(db)
        with breaks(db, constraint):
            an_account(db, person, **changes)


@pytest.mark.parametrize(("constraint", "changes"), [
    ("health_result_is_sealed", {"results": '{"glucose": 110}'}),
    ("health_result_names_its_event", {"event": ""}),
    ("health_result_lies_in_a_known_village", {"village": "32.14.16.9999"}),
])  # fmt: skip
def test_a_wrong_health_result_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        person = a_person(db)
        with breaks(db, constraint):
            a_result(db, person, **changes)


@pytest.mark.parametrize("given", [{"purpose": "protection"}, {"given_on": "2025-11-22"}, None])
def test_a_health_result_rests_on_a_consent_of_this_worker_that_holds(given):
    with as_app() as db:
        person, other = a_person(db), a_person(db, nik="3214991705800002")
        a_consent(db, other)
        if given:
            a_consent(db, person, **given)
        with breaks(db, "health_result_rests_on_consent"):
            a_result(db, person, consented=False)
        consent = a_consent(db, person)
        a_result(db, person, consented=False)
        put(db, "consent_withdrawal", consent_id=consent, person_id=person, village=TANJUNGSARI, withdrawn_at="2025-11-22",
            withdrawn_by="t", why="x")  # fmt: skip
        with breaks(db, "health_result_rests_on_consent"):
            a_result(db, person, consented=False, event="Puskesmas")


def test_a_worker_has_one_open_account_and_any_number_of_ended_ones():
    with as_app() as db:
        person = a_person(db)
        an_account(db, person, ended_at="2025-11-22")
        an_account(db, person)
        with breaks(db, "bank_account_is_one_open_per_person"):
            an_account(db, person)


def test_a_worker_has_one_result_a_day_and_event():
    with as_app() as db:
        person = a_person(db)
        a_result(db, person)
        a_result(db, person, event="Puskesmas")
        with breaks(db, "health_result_is_one_per_person_day_and_event"):
            a_result(db, person)


def test_a_data_key_names_the_key_that_wrapped_it():
    with as_app() as db, breaks(db, "data_key_is_sealed_by_a_key"):
        put(db, "data_key", wrapped=b"x", sealed_by=0)


def test_marks_of_a_purpose_have_one_key():
    with as_app() as db:
        for purpose in ("", "", "account"):
            put(db, "data_key", wrapped=b"x", sealed_by=1, purpose=purpose)
        with breaks(db, "mark_key_is_one_a_purpose"):
            put(db, "data_key", wrapped=b"y", sealed_by=1, purpose="account")


@pytest.mark.parametrize("write", [an_account, a_result])
def test_nobody_who_does_not_exist_has_an_account_or_a_result(write):
    with as_app() as db, pytest.raises(psycopg.errors.ForeignKeyViolation), db.transaction():
        write(db, 999_999_999)
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("statement", [
    "UPDATE data_key SET wrapped = ''", "DELETE FROM data_key", "TRUNCATE data_key",
    "UPDATE bank_account SET number = holder_name", "DELETE FROM bank_account", "TRUNCATE bank_account",
    "UPDATE health_result SET results = results", "DELETE FROM health_result", "TRUNCATE health_result",
])  # fmt: skip
def test_the_program_has_no_right_to_change_or_remove_what_is_sealed(statement):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)


@pytest.mark.parametrize(("table", "write"), [("bank_account", an_account), ("health_result", a_result)])
def test_a_village_sees_its_own_alone_and_writes_nowhere_else(table, write):
    with as_app() as db:
        write(db, a_person(db))
        write(db, a_person(db, nik="3214991705800002", village=NEIGHBOUR), village=NEIGHBOUR)
        count = f"SELECT count(*) FROM {table}"
        assert [see(db, area).execute(count).fetchone()[0] for area in ("32", TANJUNGSARI, "33")] == [2, 1, 0]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            write(see(db, TANJUNGSARI), 1, village=NEIGHBOUR)


@pytest.mark.parametrize(("table", "write"), [("bank_account", an_account), ("health_result", a_result)])
def test_what_is_kept_about_a_worker_moves_along(table, write):
    with as_app() as db:
        person = a_person(db)
        write(db, person)
        db.execute("UPDATE person SET village = %s WHERE id = %s", [NEIGHBOUR, person])
        assert see(db, TANJUNGSARI).execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
        assert see(db, NEIGHBOUR).execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 1
