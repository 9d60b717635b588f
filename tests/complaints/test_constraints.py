"""Each sentence of a complaint, broken in raw SQL and refused by that very name; its number, its steps, and who sees it."""

from datetime import date

import psycopg
import pytest

from tests.claims.rows import NOWHERE, a_claim
from tests.complaints.rows import CAME, a_complaint, answered, change, numbers, taken
from tests.roles import NEIGHBOUR, TANJUNGSARI, a_person, a_world, as_app, as_owner, breaks, put, see


@pytest.fixture
def db():
    with as_owner() as db:
        yield db


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("complaint_is_about_something_known", {"about": "weather"}),
        ("complaint_begins_received", {"state": "taken", "owner": "a"}),
        ("complaint_begins_received", {"reopened_why": "x"}),
        ("complaint_says_what_is_wrong", {"said": ""}),
        ("complaint_names_who_told_it", {"teller_name": ""}),
        ("complaint_names_who_told_it", {"received_by": ""}),
        ("complaint_has_an_owner_once_taken", {"owner": "a"}),
        ("complaint_is_answered_in_words", {"answer": "x"}),
        ("complaint_is_due_after_it_came", {"due_on": date(2025, 11, 23)}),
        ("complaint_lies_in_a_known_village", NOWHERE),
    ],
)
def test_a_complaint_that_breaks_a_sentence_is_refused(db, sentence, changes):
    with breaks(db, sentence):
        a_complaint(db, **changes)


def test_a_state_that_is_none_is_refused(db):
    made = a_complaint(db)
    db.execute("SET CONSTRAINTS ALL IMMEDIATE")
    db.execute("ALTER TABLE complaint DISABLE TRIGGER known_steps")
    with breaks(db, "complaint_state_is_known"):
        db.execute("ALTER TABLE complaint DROP CONSTRAINT complaint_has_an_owner_once_taken,"
                   " DROP CONSTRAINT complaint_is_answered_in_words")  # fmt: skip
        change(db, made, state="lost")


def test_a_complaint_about_a_claim_names_its_own_worker(db):
    person, line = a_world(db)
    claim, other = a_claim(db, person, line), a_person(db, nik="3214991705800002")
    with breaks(db, "complaint_is_about_a_claim_of_its_worker"):
        a_complaint(db, about="claim", claim_id=claim, person_id=other)
    with breaks(db, "complaint_with_a_claim_is_about_it"):
        a_complaint(db, about="card", claim_id=claim, person_id=person)
    assert a_complaint(db, about="claim", claim_id=claim, person_id=person)


@pytest.mark.parametrize(
    ("sentence", "begin", "changes"),
    [
        ("complaint_takes_known_steps", a_complaint, {"state": "answered", "owner": "a", "answer": "x", "answered_at": CAME}),
        ("complaint_takes_known_steps", taken, {"state": "received", "owner": ""}),
        ("complaint_is_taken_by_oneself", taken, {"owner": "b"}),
        ("complaint_is_answered_by_its_owner", taken, {"state": "answered", "owner": "b", "answer": "x", "answered_at": CAME}),
        ("complaint_is_answered_in_words", taken, {"state": "answered", "answered_at": CAME}),
        ("complaint_keeps_its_day", taken, {"due_on": date(2026, 1, 5)}),
        ("complaint_answer_stands", answered, {"answer": "lain"}),
        ("complaint_is_reopened_with_a_reason", taken, {"reopened_why": "x"}),
        ("complaint_is_reopened_with_a_reason", answered,
         {"state": "received", "owner": "", "answer": "", "answered_at": None, "due_on": date(2099, 1, 5)}),
    ],
)  # fmt: skip
def test_a_step_that_there_is_not_is_refused(db, sentence, begin, changes):
    made = begin(db)
    with breaks(db, sentence):
        change(db, made, **changes)


def test_nobody_answers_for_the_owner(db):
    made = taken(db, "a")
    db.execute("SELECT set_config('payung.by', 'b', true)")
    with breaks(db, "complaint_is_answered_by_its_owner"):
        change(db, made, state="answered", answer="x", answered_at=CAME)


def test_it_is_opened_again_once_and_for_a_day_to_come(db):
    again = {"state": "received", "owner": "", "answer": "", "answered_at": None, "reopened_why": "masih salah"}
    made = answered(db)
    with breaks(db, "complaint_is_due_after_it_came"):
        change(db, made, **again, due_on=date(2025, 11, 23))
    change(db, made, **again, due_on=date(2099, 1, 5))
    change(db, made, state="taken", owner="a")
    change(db, made, state="answered", answer="beres", answered_at=CAME)
    with breaks(db, "complaint_is_reopened_once"):
        change(db, made, **again, due_on=date(2099, 1, 5))
    steps = db.execute("SELECT to_state, said, by FROM complaint_step ORDER BY id").fetchall()
    assert [step[:2] for step in steps[1:5]] == [
        ("taken", ""), ("answered", "sudah dicetak ulang"), ("received", "masih salah"), ("taken", ""),
    ]  # fmt: skip


def test_each_year_counts_its_own_numbers_and_none_is_left_out(db):
    a_complaint(db, number="ADU-1999-000007")
    # In Jakarta the year 2026 has begun.
    a_complaint(db, received_at="2025-12-31 18:00+00", due_on=date(2026, 1, 9))
    with pytest.raises(psycopg.errors.IntegrityError), db.transaction():
        a_complaint(db, said="")
    a_complaint(db)
    assert numbers(db) == ["ADU-2025-000001", "ADU-2026-000001", "ADU-2025-000002"]


def test_a_step_lies_in_a_known_village(db):
    made = a_complaint(db)
    step = {"complaint_id": made, "from_state": "", "to_state": "taken", "by": "a", "at": CAME, "said": ""}
    with breaks(db, "complaint_step_lies_in_a_known_village"):
        put(db, "complaint_step", **step, **NOWHERE)


def test_the_program_changes_nothing_that_was_told_and_sees_its_area_alone():
    with as_app() as db:
        see(db, TANJUNGSARI)
        made = a_complaint(db)
        for words in ("UPDATE complaint SET said = 'x'", "UPDATE complaint SET number = 'x'", "DELETE FROM complaint",
                      "UPDATE complaint_step SET said = 'x'", "DELETE FROM complaint_step"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(words)
        see(db, NEIGHBOUR)
        assert numbers(db) == [] and db.execute("SELECT count(*) FROM complaint_step").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            a_complaint(db)
        assert made


def test_words_are_kept_for_two_years_and_then_go_with_what_the_log_says_of_them():
    with as_owner() as owner:
        old = answered(owner, received_at="2020-01-06 09:00+07", due_on=date(2020, 1, 20))
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute("ALTER TABLE complaint DISABLE TRIGGER known_steps")
        change(owner, old, answered_at="2020-01-09 09:00+07")
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute("ALTER TABLE complaint ENABLE TRIGGER known_steps")
        new = answered(owner, teller_name="BARU")
        see(owner, TANJUNGSARI)
        with breaks(owner, "retention_is_never_cut_short"):
            owner.execute("SELECT forget_complaints(23, current_date)")
        assert owner.execute("SELECT forget_complaints(24, current_date)").fetchone() == (1,)
        rows = "SELECT teller_name, said, answer, state FROM complaint WHERE id = ANY (%s) ORDER BY id"
        assert owner.execute(rows, [[old, new]]).fetchall() == [
            ("-", "-", "-", "answered"), ("BARU", "kartu salah", "sudah dicetak ulang", "answered"),
        ]  # fmt: skip
        kept = "SELECT count(*) FROM history WHERE table_name = 'complaint' AND row_ids[1] = %s AND before IS NOT NULL"
        assert [owner.execute(kept, [each]).fetchone()[0] > 0 for each in (old, new)] == [False, True]
