"""Each sentence of scholarships, broken in raw SQL and refused by that very name."""

from datetime import date

import pytest

from tests.claims.rows import (
    DAY,
    NOWHERE,
    SENT,
    Hurt,
    a_child,
    a_claim,
    a_decision,
    a_paper,
    a_payout,
    a_year,
    an_assessment,
    an_heir,
    step,
)
from tests.roles import breaks

CHILDREN = [
    ("scholarship_child_works_in_a_known_way", {"work": "sailor"}),
    ("scholarship_child_works_for_wages_some_months", {"work": "wage"}),
    ("scholarship_child_has_a_number_of_its_own", {}),
    ("scholarship_child_is_named_once", {"number": 2}),
    ("scholarship_child_lies_in_a_known_village", NOWHERE | {"number": 2}),
]


@pytest.mark.parametrize(("sentence", "changes"), CHILDREN)
def test_a_child_that_breaks_a_sentence_is_refused(schooled, sentence, changes):
    heir = schooled.child_heir
    if sentence != "scholarship_child_is_named_once":
        heir = schooled.put(an_heir, relation="child", name="BIMA")
    with breaks(schooled.db, sentence):
        schooled.put(a_child, heir, **changes)


def test_a_scholarship_is_a_child_s_of_the_same_claim(schooled):
    with breaks(schooled.db, "scholarship_child_is_of_this_claim"):
        schooled.put(a_child, schooled.heir, number=2)
    with breaks(schooled.db, "scholarship_child_is_of_this_claim"):
        schooled.db.execute("UPDATE scholarship_child SET number = 3")


YEARS = [
    ("scholarship_year_is_of_at_least_one_rupiah", {"amount_idr": 0}),
    ("scholarship_year_is_due_once", {"year": 2}),
    ("school_year_is_paid_once", {"due_on": date(2026, 11, 24)}),
    ("scholarship_year_follows_an_approval", {"state": "proven"}),
    ("scholarship_year_lies_in_a_known_village", NOWHERE | {"year": 2, "due_on": date(2026, 11, 24)}),
]


@pytest.mark.parametrize(("sentence", "changes"), YEARS)
def test_a_year_that_breaks_a_sentence_is_refused(schooled, sentence, changes):
    with breaks(schooled.db, sentence):
        schooled.put(a_year, schooled.child, **changes)


def test_no_year_is_planned_without_an_approval(world):
    child = world.put(a_child, world.put(an_heir, relation="child", name="ANI"))
    with breaks(world.db, "scholarship_year_follows_an_approval"):
        world.put(a_year, child)


CHANGES = [
    ("scholarship_year_takes_known_steps", "state = 'paid'"),
    ("scholarship_year_state_is_known", "state = 'lost'"),
    ("scholarship_year_stops_for_a_reason", "state = 'ended'"),
    ("scholarship_year_is_approved_by_other_eyes", "checked_by = 'x', approved_by = 'x'"),
    ("scholarship_year_is_approved_by_other_eyes", "approved_by = 'x'"),
    ("schooling_is_proven_by_a_paper_of_this_claim", "state = 'proven', checked_by = 'x'"),
]


@pytest.mark.parametrize(("sentence", "change"), CHANGES)
def test_a_year_takes_no_step_that_it_may_not(schooled, sentence, change):
    if sentence == "scholarship_year_state_is_known":
        schooled.without("known_steps", "scholarship_year")
    with breaks(schooled.db, sentence):
        schooled.change(change)


def test_a_year_is_proven_before_somebody_by_a_paper_of_its_own(schooled):
    proof = schooled.put(a_paper, "schooling")
    with breaks(schooled.db, "scholarship_year_is_proven_before_somebody"):
        schooled.change(f"state = 'proven', proof_id = {proof}")
    schooled.change(f"state = 'proven', proof_id = {proof}, checked_by = 'x'")
    second = schooled.put(a_year, schooled.child, year=2, due_on=date(2026, 11, 24))
    with breaks(schooled.db, "schooling_paper_proves_one_year"):
        schooled.db.execute("UPDATE scholarship_year SET proof_id = %s WHERE id = %s", [proof, second])


@pytest.mark.parametrize(
    "change",
    [{"amount_idr": 8}, {"amount_idr": 10}, {"about": "2026/1"}, {"about": "2025/2"}, {"payee": "heir"}],
)
def test_a_scholarship_is_paid_for_its_own_proven_year_exactly(schooled, change):
    with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
        schooled.paid_out()
    schooled.proven(approved="")
    with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
        schooled.paid_out()
    schooled.change("approved_by = 'y'")
    with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
        schooled.paid_out(**change)


def test_a_year_is_paid_once_and_stays_as_it_was_instructed(schooled):
    made = schooled.proven().paid_out()
    for again in ({}, {"payee_name": "LAIN"}):
        with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
            schooled.paid_out(**again)
    for change in ("amount_idr = 99", "approved_by = 'z'", "payout_id = NULL"):
        with breaks(schooled.db, "scholarship_year_stays_once_instructed"):
            schooled.change(change)
    for state in ("ended", "planned", "paid"):
        with breaks(schooled.db, "scholarship_year_takes_known_steps"):
            schooled.change(f"state = '{state}', why = 'x'")
    schooled.sent(made)
    schooled.db.execute("UPDATE payout SET state = 'paid', paid_on = %s WHERE id = %s", [DAY, made])
    assert schooled.db.execute("SELECT state FROM scholarship_year").fetchall() == [("paid",)]


def test_no_payout_is_tied_to_a_year_that_nobody_approved(schooled):
    made = schooled.due()
    with breaks(schooled.db, "scholarship_is_paid_after_an_approval"):
        schooled.change(f"payout_id = {made}")


def test_a_scholarship_comes_besides_what_was_approved(schooled):
    schooled.due(amount_idr=100)
    schooled.proven().paid_out()
    assert schooled.db.execute("SELECT sum(amount_idr) FROM payout").fetchone() == (109,)


def test_who_has_a_scholarship_to_come_is_not_erased(schooled):
    schooled.due()
    schooled.db.execute(f"UPDATE payout SET {SENT}")
    schooled.db.execute("UPDATE payout SET state = 'paid', paid_on = %s", [DAY])
    step(schooled.db, schooled.claim, "paid")
    erased = """UPDATE person SET nik = 'X' || left(nik, 15), name = 'Dihapus', birth_on = '1900-01-01', sex = NULL,
        erased_on = '2060-01-01' WHERE id = %s"""
    with breaks(schooled.db, "person_with_an_open_claim_is_not_erased"):
        schooled.db.execute(erased, [schooled.person])


def test_a_used_decision_of_another_claim_frees_no_scholarship(schooled):
    other = Hurt.__new__(Hurt)
    other.db, other.person, other.line = schooled.db, schooled.person, schooled.line
    other.claim = a_claim(
        schooled.db, schooled.person, schooled.line, number="25-000008-ABCD", kind="accident", cause="work"
    )
    assessment = other.put(an_assessment)
    step(schooled.db, other.claim, "assessed")
    decision = other.put(a_decision, assessment)
    schooled.proven()
    with breaks(schooled.db, "payout_follows_an_approval"):
        schooled.put(
            a_payout, decision, schooled.child_heir, payee="child", what="scholarship", about="2025/1", amount_idr=9
        )


def test_a_scholarship_is_not_paid_before_its_day(schooled):
    schooled.change("due_on = '2060-11-24'")
    schooled.proven()
    with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
        schooled.paid_out(about="2060/1")
    schooled.db.execute("SELECT set_config('payung.on', '2060-11-24', true)")
    schooled.paid_out(about="2060/1")


def test_a_year_is_approved_within_the_limit_of_whoever_approves(schooled):
    schooled.proven(approved="")
    with breaks(schooled.db, "school_year_is_within_the_limit"):
        schooled.change("approved_by = 'y', approved_at = now(), limit_idr = 8")
    schooled.change("approved_by = 'y', approved_at = now(), limit_idr = 9")
