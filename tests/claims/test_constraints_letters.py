"""Each sentence of the letters of claims, broken in raw SQL and refused by that very name; and their numbers, without gaps."""

import psycopg
import pytest

from tests.claims.rows import NOWHERE, a_claim, a_decision, an_assessment, of, step
from tests.roles import TANJUNGSARI, a_person, as_app, breaks, put, see


def a_letter(db, person, claim, **changes):
    said = {"claim_id": claim, "kind": "receipt", "made_by": "a", "made_at": "2025-11-25 09:00+07"}
    return put(db, "claim_letter", **of(person, **said) | changes)


def numbers(db):
    return db.execute("SELECT year, number FROM claim_letter ORDER BY id").fetchall()


def paid(world):
    made = world.approved().due()
    world.paid(made)
    return made


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("letter_kind_is_known", {"kind": "poem"}),
        ("letter_names_its_maker", {"made_by": ""}),
        ("letter_is_about_what_its_kind_says", {"kind": "decision"}),
        ("letter_is_about_what_its_kind_says", {"kind": "payment"}),
        ("claim_letter_lies_in_a_known_village", NOWHERE),
    ],
)
def test_a_letter_that_breaks_a_sentence_is_refused(world, sentence, changes):
    if sentence == "letter_kind_is_known":
        world.db.execute("ALTER TABLE claim_letter DROP CONSTRAINT letter_is_about_what_its_kind_says")
    with breaks(world.db, sentence):
        world.put(a_letter, **changes)


def test_a_receipt_is_about_no_decision(world):
    world.approved()
    with breaks(world.db, "letter_is_about_what_its_kind_says"):
        world.put(a_letter, decision_id=world.decision)


def test_a_letter_tells_what_was_decided_and_paid_for_its_own_claim(world):
    sentence = "letter_tells_what_was_done_for_its_claim"
    world.assessed()
    returned = world.put(a_decision, world.assessment, verdict="returned", reason="KTP kabur")
    with breaks(world.db, sentence):
        world.put(a_letter, kind="decision", decision_id=returned)
    other = a_person(world.db, nik="3214991705800002")
    with breaks(world.db, sentence):
        a_letter(world.db, other, world.claim)
    step(world.db, world.claim, "reported")
    again = world.put(an_assessment)
    step(world.db, world.claim, "assessed")
    made = world.put(a_decision, again)
    theirs = a_claim(world.db, other, world.line, number="25-000002-ABCD")
    with breaks(world.db, sentence):
        a_letter(world.db, other, theirs, kind="decision", decision_id=made)


def test_what_is_not_paid_has_no_proof_of_payment(world):
    made = world.approved().due()
    with breaks(world.db, "letter_tells_what_was_done_for_its_claim"):
        world.put(a_letter, kind="payment", payout_id=made)


def test_a_letter_keeps_its_number(world):
    made = paid(world)
    for told in ({}, {"kind": "decision", "decision_id": world.decision}, {"kind": "payment", "payout_id": made}):
        world.put(a_letter, **told)
        with breaks(world.db, "letter_keeps_its_number"):
            world.put(a_letter, **told)
    assert numbers(world.db) == [(2025, 1), (2025, 2), (2025, 3)]


def test_no_number_is_asked_for_and_each_year_begins_with_one(world):
    world.put(a_letter, number=7, year=1999)
    # In Jakarta the year 2026 has begun.
    world.put(a_letter, kind="heirs", made_at="2025-12-31 18:00+00")
    assert numbers(world.db) == [(2025, 1), (2026, 1)]


def test_a_number_is_given_once(world):
    made = world.put(a_letter)
    with breaks(world.db, "letter_number_is_given_once"):
        world.put(a_letter, kind="heirs")
        world.db.execute("UPDATE claim_letter SET number = 1 WHERE id <> %s", [made])


def test_the_program_changes_and_deletes_no_letter():
    with as_app() as db:
        see(db, TANJUNGSARI)
        for words in ("UPDATE claim_letter SET number = 9", "DELETE FROM claim_letter"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(words)
