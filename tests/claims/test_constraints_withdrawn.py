"""Each sentence about a claim that was withdrawn or corrected, broken in raw SQL and refused by that very name."""

from datetime import date

import psycopg
import pytest

from tests.claims.rows import DAY, a_claim, a_letter, a_report, an_assessment, of, step
from tests.roles import as_app, breaks, put


def because(db, why="salah orang"):
    db.execute("SELECT set_config('payung.reason', %s, true)", [why])


def withdrawn(db, claim):
    because(db)
    step(db, claim, "withdrawn")


def a_correction(db, person, claim, **changes):
    said = {
        "claim_id": claim,
        "what": "day",
        "old": "2025-11-23",
        "new": "2025-11-24",
        "why": "x",
        "by": "a",
        "at": DAY,
    }
    return put(db, "claim_correction", **of(person, **said) | changes)


ROWS = [
    ("correction_is_of_a_known_fact", {"what": "name"}),
    ("correction_says_why", {"why": ""}),
    ("correction_says_why", {"by": ""}),
    ("claim_correction_lies_in_a_known_village", {"village": "32.14.16.9999"}),
]


@pytest.mark.parametrize(("sentence", "changes"), ROWS)
def test_a_correction_that_breaks_a_sentence_is_refused(world, sentence, changes):
    with breaks(world.db, sentence):
        a_correction(world.db, world.person, world.claim, **changes)


def test_a_withdrawal_and_its_taking_back_say_why(world):
    with breaks(world.db, "withdrawal_says_why"):
        step(world.db, world.claim, "withdrawn")
    withdrawn(world.db, world.claim)
    because(world.db, "")
    with breaks(world.db, "withdrawal_says_why"):
        step(world.db, world.claim, "reported")


@pytest.mark.parametrize("state", ["complete", "assessed", "approved", "paid", "refused"])
def test_what_was_withdrawn_goes_nowhere_but_back(world, state):
    withdrawn(world.db, world.claim)
    world.put(an_assessment)
    with breaks(world.db, "claim_takes_known_steps"):
        step(world.db, world.claim, state)
    step(world.db, world.claim, "reported")


def test_a_new_claim_may_stand_and_then_the_old_one_may_not(world):
    withdrawn(world.db, world.claim)
    a_claim(world.db, world.person, world.line, number="25-000002-ABCD")
    with breaks(world.db, "death_is_claimed_once"):
        step(world.db, world.claim, "reported")


def test_an_accident_that_was_withdrawn_guarantees_nothing(hurt):
    letter = hurt.put(a_letter)
    because(hurt.db)
    with breaks(hurt.db, "withdrawn_claim_guarantees_nothing"):
        step(hurt.db, hurt.claim, "withdrawn")
    hurt.db.execute("UPDATE treatment_letter SET state = 'cancelled', cancelled_why = 'x' WHERE id = %s", [letter])
    step(hurt.db, hurt.claim, "withdrawn")
    with breaks(hurt.db, "accident_facts_stand_once_decided"):
        hurt.put(a_letter, number="SJ-2025-000009")


def test_the_facts_of_an_accident_that_was_withdrawn_stand(hurt):
    withdrawn(hurt.db, hurt.claim)
    with breaks(hurt.db, "accident_facts_stand_once_decided"):
        hurt.db.execute("UPDATE accident SET source = 'x' WHERE claim_id = %s", [hurt.claim])


def test_an_accident_stands_as_long_as_a_death_follows_it(hurt):
    because(hurt.db)
    hurt.db.execute("UPDATE claim SET state = 'withdrawn' WHERE kind = 'death'")
    told = {"number": "25-000008-ABCD", "cause": "work", "follows_id": hurt.claim}
    death = a_claim(hurt.db, hurt.person, hurt.line, **told)
    with breaks(hurt.db, "death_follows_an_accident_that_stands"):
        step(hurt.db, hurt.claim, "withdrawn")
    step(hurt.db, death, "withdrawn")
    step(hurt.db, hurt.claim, "withdrawn")
    with breaks(hurt.db, "death_follows_an_accident_that_stands"):
        step(hurt.db, death, "reported")


def test_facts_are_corrected_before_the_claim_is_decided(world):
    because(world.db)
    world.put(an_assessment)
    step(world.db, world.claim, "assessed")
    for change in ("happened_on = happened_on - 1", "cause = 'work'", "happened_at = 'x'", "story = 'x'"):
        with breaks(world.db, "claim_is_corrected_before_it_is_decided"):
            world.db.execute(f"UPDATE claim SET {change} WHERE id = %s", [world.claim])


def test_what_was_computed_of_wrong_facts_counts_no_more(world):
    because(world.db)
    made = world.put(an_assessment)
    world.db.execute("UPDATE claim SET cause = 'work' WHERE id = %s", [world.claim])
    told = world.db.execute("SELECT what, old, new, why, voids_id FROM claim_correction").fetchall()
    assert told == [("cause", "natural", "work", "salah orang", made)]
    with breaks(world.db, "assessment_is_of_the_corrected_facts"):
        step(world.db, world.claim, "assessed")
    world.put(an_assessment)
    step(world.db, world.claim, "assessed")


def test_nothing_happened_after_it_was_told(world):
    because(world.db)
    with breaks(world.db, "claim_happened_before_it_was_reported"):
        world.db.execute("UPDATE claim SET happened_on = %s WHERE id = %s", [date(2025, 11, 26), world.claim])


def test_a_message_that_waits_is_given_up_with_the_claim(world):
    world.put(a_report, teller_phone="081200000001", wants_messages=True)
    assert world.db.execute("SELECT state FROM claim_message").fetchall() == [("queued",)]
    withdrawn(world.db, world.claim)
    assert world.db.execute("SELECT state, failed_why FROM claim_message").fetchall() == [("given-up", "withdrawn")]


@pytest.mark.parametrize("statement", [
    "INSERT INTO claim_correction (what) VALUES ('day')", "UPDATE claim_correction SET why = 'x'", "DELETE FROM claim_correction",
])  # fmt: skip
def test_the_program_itself_cannot_rewrite_what_was_corrected(statement):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)
