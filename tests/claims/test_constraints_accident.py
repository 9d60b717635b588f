"""Each sentence of accidents, broken in raw SQL and refused by that very name."""

from datetime import date

import pytest

from tests.claims.rows import (
    DAY,
    NOWHERE,
    a_claim,
    a_cost,
    a_letter,
    a_month,
    a_paper,
    an_accident,
)
from tests.roles import a_person, breaks

ACCIDENTS = [
    ("accident_conclusion_is_known", "concluded = 'maybe', concluded_by = 'a', concluded_why = 'x', concluded_at = now()"),
    ("accident_is_concluded_by_somebody_for_a_reason", "concluded = 'none'"),
    ("accident_outcome_is_known", "outcome = 'lost'"),
    ("accident_outcome_is_stated_by_a_doctor", "outcome = 'recovered'"),
    ("accident_outcome_comes_after_it", "stated_at = '2025-11-23'"),
    ("accident_partial_loss_names_what_was_lost", "losses = '[\"eye\"]'"),
    ("accident_lies_in_a_known_village", "village = '32.14.16.9999'"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "change"), ACCIDENTS)
def test_an_accident_that_breaks_a_sentence_is_refused(hurt, sentence, change):
    if sentence == "accident_outcome_is_known":
        change += ", doctor_name = 'R', stated_at = now(), outcome_until = now(), outcome_told_at = now()"
    with breaks(hurt.db, sentence):
        hurt.db.execute(f"UPDATE accident SET {change} WHERE id = %s", [hurt.accident])


ROWS = [
    ("accident_cost_kind_is_known", a_cost, {"kind": "cigarettes"}),
    ("accident_cost_is_of_at_least_one_rupiah", a_cost, {"amount_idr": 0}),
    ("accident_cost_lies_in_a_known_village", a_cost, NOWHERE),
    ("inability_month_begins_on_its_first_day", a_month, {"month": DAY}),
    ("inability_month_lies_in_a_known_village", a_month, NOWHERE),
    ("letter_account_is_whole", a_letter, {"bank": "BJB"}),
    ("letter_names_a_hospital", a_letter, {"hospital": ""}),
    ("treatment_letter_lies_in_a_known_village", a_letter, NOWHERE),
    ("letter_follows_a_guarantee", a_letter, {"state": "used", "used_on": DAY}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "make", "changes"), ROWS)
def test_a_cost_a_month_or_a_letter_that_breaks_a_sentence_is_refused(hurt, sentence, make, changes):
    with breaks(hurt.db, sentence):
        hurt.put(make, **changes)


@pytest.mark.parametrize("make", [an_accident, a_cost, a_month, a_letter])
def test_what_an_accident_left_behind_is_of_an_accident(world, make):
    with breaks(world.db, "accident_facts_are_of_an_accident"):
        world.put(make)


def test_a_cost_has_its_own_paper_of_its_own_claim(hurt):
    stranger = a_claim(hurt.db, a_person(hurt.db, nik="3214991705800002"), hurt.line, number="25-000003-ABCD")
    paper = a_paper(hurt.db, hurt.person, stranger)
    for make in (a_cost, a_month):
        with breaks(hurt.db, "accident_cost_has_its_paper"):
            hurt.put(make, proof_id=paper)
    own = hurt.put(a_paper)
    hurt.put(a_cost, proof_id=own)
    with breaks(hurt.db, "paper_proves_one_cost"):
        hurt.put(a_cost, proof_id=own, kind="dentures")


def test_a_month_is_counted_once(hurt):
    hurt.put(a_month)
    with breaks(hurt.db, "inability_month_is_counted_once"):
        hurt.put(a_month)


def test_what_was_decided_about_stands(hurt):
    hurt.treated().approved()
    for statement in ("UPDATE accident_cost SET amount_idr = 71", "UPDATE accident_cost SET removed_why = 'x'",
                      "UPDATE accident SET outcome = ''||outcome, occurred_at = now()"):  # fmt: skip
        with breaks(hurt.db, "accident_facts_stand_once_decided"):
            hurt.db.execute(statement)
    with breaks(hurt.db, "accident_facts_stand_once_decided"):
        hurt.put(a_month)
    hurt.db.execute("UPDATE accident SET back_at_work_on = %s", [DAY])


FOLLOWS = [{"cause": "natural"}, {"happened_on": date(2025, 11, 23)}]


@pytest.mark.parametrize("change", FOLLOWS)
def test_a_death_follows_an_accident_of_its_worker_at_work_and_not_before_it(hurt, change):
    hurt.db.execute("DELETE FROM claim_step")
    hurt.db.execute("DELETE FROM claim WHERE kind = 'death'")
    said = {"number": "25-000005-ABCD", "cause": "work", "follows_id": hurt.claim}
    with breaks(hurt.db, "death_follows_an_accident_of_its_worker"):
        a_claim(hurt.db, hurt.person, hurt.line, **{**said, **change})
    other = a_person(hurt.db, nik="3214991705800002")
    with breaks(hurt.db, "death_follows_an_accident_of_its_worker"):
        a_claim(hurt.db, other, hurt.line, **said)
