"""Each sentence of a claim, its reports, its family and its papers, broken in raw SQL and refused by that very name."""

from datetime import date

import psycopg
import pytest

from tests.claims.rows import (
    ACCOUNT,
    DAY,
    NOWHERE,
    a_claim,
    a_document,
    a_report,
    an_assessment,
    an_heir,
    step,
)
from tests.roles import a_line, a_person, a_programme, as_app, breaks

ROWS = [
    ("claim_report_teller_is_known", a_report, {"teller": "ghost"}),
    ("claim_report_names_its_teller", a_report, {"teller_name": ""}),
    ("heir_relation_is_known", an_heir, {"relation": "friend"}),
    ("heir_has_a_name", an_heir, {"name": ""}),
    ("heir_account_is_whole", an_heir, {"bank": "BRI"}),
    ("heir_account_number_is_sealed", an_heir, ACCOUNT | {"account_number": "1"}),
    ("heir_account_holder_is_sealed", an_heir, ACCOUNT | {"account_holder": "BUDI"}),
    ("heir_mark_goes_with_an_account", an_heir, ACCOUNT | {"account_mark": b"short"}),
    ("heir_mark_goes_with_an_account", an_heir, {"account_mark": ACCOUNT["account_mark"]}),
    ("heir_account_has_its_mark", an_heir, ACCOUNT | {"account_mark": None}),
    ("claim_document_kind_is_known", a_document, {"kind": "selfie"}),
    ("claim_document_is_of_a_known_type", a_document, {"media": "text/html"}),
    ("claim_document_is_not_too_large", a_document, {"size_bytes": 6 * 1024 * 1024 + 1}),
    ("claim_document_is_not_too_large", a_document, {"size_bytes": 0}),
    ("claim_document_is_rejected_by_somebody", a_document, {"rejected_why": "kabur"}),
    ("assessment_is_not_negative", an_assessment, {"computed_idr": -1, "total_idr": -1}),
    ("assessment_deviates_for_a_reason", an_assessment, {"total_idr": 99}),
]  # fmt: skip
PLACES = [
    ("claim_report_lies_in_a_known_village", a_report), ("claim_heir_lies_in_a_known_village", an_heir),
    ("claim_document_lies_in_a_known_village", a_document), ("claim_assessment_lies_in_a_known_village", an_assessment),
]  # fmt: skip
ROWS += [(sentence, make, NOWHERE) for sentence, make in PLACES]


@pytest.mark.parametrize(("sentence", "make", "changes"), ROWS)
def test_a_row_that_breaks_a_sentence_is_refused(world, sentence, make, changes):
    with breaks(world.db, sentence):
        world.put(make, **changes)


def test_an_account_keeps_its_mark_and_another_number_has_one(world):
    heir = world.put(an_heir, **ACCOUNT)
    for change in ("account_mark = NULL", "account_number = 'v1:1:WFla', account_mark = NULL"):
        with breaks(world.db, "heir_account_has_its_mark"):
            world.db.execute(f"UPDATE claim_heir SET {change} WHERE id = %s", [heir])


def test_an_account_of_before_there_were_marks_may_be_moved_and_gets_its_mark_but_changes_to_no_other_without(world):
    world.without("account_mark", "claim_heir")
    heir = world.put(an_heir, **ACCOUNT | {"account_mark": None})
    world.db.execute("ALTER TABLE claim_heir ENABLE TRIGGER account_mark")
    world.db.execute("UPDATE claim_heir SET account_number = account_number, removed_why = 'x' WHERE id = %s", [heir])
    with breaks(world.db, "heir_account_has_its_mark"):
        world.db.execute("UPDATE claim_heir SET account_number = 'v1:1:WFla' WHERE id = %s", [heir])
    world.db.execute("UPDATE claim_heir SET account_mark = %s WHERE id = %s", [ACCOUNT["account_mark"], heir])


CLAIMS = [
    ("claim_kind_is_known", {"kind": "birth", "cause": "work"}),
    ("claim_cause_is_known", {"cause": "fate"}),
    ("claim_begins_reported", {"state": "approved"}),
    ("accident_happens_at_work", {"kind": "accident", "cause": "natural"}),
    ("claim_has_a_clock_once_complete", {"complete_on": DAY}),
    ("claim_has_a_clock_once_complete", {"complete_on": DAY, "due_on": date(2025, 11, 23)}),
    ("death_is_claimed_once", {}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "changes"), CLAIMS)
def test_a_claim_that_breaks_a_sentence_is_refused(world, sentence, changes):
    person = world.person if sentence == "death_is_claimed_once" else a_person(world.db, nik="3214991705800002")
    with breaks(world.db, sentence):
        a_claim(world.db, person, world.line, **{"number": "25-000002-ABCD", **changes})


def test_an_accident_of_one_day_is_claimed_once(world):
    told = {"kind": "accident", "cause": "work"}
    a_claim(world.db, world.person, world.line, number="25-000002-ABCD", **told)
    with breaks(world.db, "accident_is_claimed_once"):
        a_claim(world.db, world.person, world.line, number="25-000003-ABCD", **told)


def test_a_paper_is_brought_once(world):
    world.put(a_document)
    with breaks(world.db, "claim_document_is_brought_once"):
        world.put(a_document, stored_as="g")


STEPS = [
    ("claim_state_is_known", "lost"),
    ("claim_takes_known_steps", "paid"),
    ("claim_takes_known_steps", "approved"),
    ("claim_is_assessed_by_somebody", "assessed"),
]


@pytest.mark.parametrize(("sentence", "state"), STEPS)
def test_a_reported_claim_takes_no_step_that_it_may_not(world, sentence, state):
    if sentence == "claim_state_is_known":
        world.db.execute("INSERT INTO claim_move VALUES ('reported', 'lost')")
    with breaks(world.db, sentence):
        step(world.db, world.claim, state)


@pytest.mark.parametrize("table", ["claim", "claim_step"])
def test_a_claim_and_its_steps_stay_in_a_known_village(world, table):
    sentence = {"claim": "claim_lies_in_a_known_village", "claim_step": "claim_step_lies_in_a_known_village"}[table]
    with breaks(world.db, sentence):
        world.db.execute(f"UPDATE {table} SET village = '32.14.16.9999' WHERE person_id = %s", [world.person])


def test_a_claim_stays_of_its_worker(world):
    other = a_person(world.db, nik="3214991705800002")
    for change in (f"person_id = {other}", "number = '1'", "kind = 'accident', cause = 'work'"):
        with breaks(world.db, "claim_stays_of_its_worker"):
            world.db.execute(f"UPDATE claim SET {change} WHERE id = %s", [world.claim])


def test_who_has_an_open_claim_is_not_erased(world):
    erased = """UPDATE person SET nik = 'X' || left(nik, 15), name = 'Dihapus', birth_on = '1900-01-01', sex = NULL,
        erased_on = '2040-01-01' WHERE id = %s"""
    with breaks(world.db, "person_with_an_open_claim_is_not_erased"):
        world.db.execute(erased, [world.person])


LOCKED = [
    "UPDATE claim_report SET said = 'x'", "UPDATE claim_assessment SET total_idr = 1", "UPDATE claim_decision SET by = 'x'",
    "DELETE FROM claim", "DELETE FROM claim_heir", "DELETE FROM claim_document", "DELETE FROM payout",
    "INSERT INTO claim_move VALUES ('reported', 'paid')", "DELETE FROM claim_step", "UPDATE payout SET amount_idr = 1",
    "UPDATE claim_series SET last = 1", "SELECT * FROM claim_series",
    "DELETE FROM accident", "DELETE FROM accident_cost", "DELETE FROM inability_month", "DELETE FROM treatment_letter",
    "DELETE FROM scholarship_child", "DELETE FROM scholarship_year", "UPDATE accident_cost SET amount_idr = 1",
    "UPDATE inability_month SET month = now()", "UPDATE treatment_letter SET hospital = 'x'",
    "UPDATE scholarship_year SET payout_id = 1", "UPDATE scholarship_year SET due_on = now()",
]  # fmt: skip


@pytest.mark.parametrize("statement", LOCKED)
def test_the_program_itself_has_no_right_to_rewrite_what_happened(statement):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)


def test_a_claim_is_seen_by_its_own_area_alone():
    with as_app() as db:
        a_programme(db)
        a_claim(db, a_person(db), a_line(db))
        assert db.execute("SELECT count(*) FROM claim").fetchone() == (1,)
    with as_app("33.01") as db:
        assert db.execute("SELECT count(*) FROM claim").fetchone() == (0,)
