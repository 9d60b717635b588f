"""Each sentence of what was computed and decided of a claim, broken in raw SQL and refused by that very name."""

import psycopg
import pytest

from tests.claims.rows import NOWHERE, a_decision, an_assessment, step
from tests.roles import breaks

DECISIONS = [
    ("decision_verdict_is_known", {"verdict": "maybe", "reason": "x"}),
    ("decision_is_by_other_eyes", {"by": "a"}),
    ("decision_is_by_other_eyes", {"by": ""}),
    ("decision_against_says_why", {"verdict": "refused", "article": "x"}),
    ("refusal_names_its_article", {"verdict": "refused", "reason": "x"}),
    ("decision_is_about_who_assessed", {"assessed_by": "c"}),
    ("approval_is_within_the_limit", {"limit_idr": 99}),
    ("claim_decision_lies_in_a_known_village", NOWHERE),
]


@pytest.mark.parametrize(("sentence", "changes"), DECISIONS)
def test_a_decision_that_breaks_a_sentence_is_refused(world, sentence, changes):
    world.assessed()
    with breaks(world.db, sentence):
        world.put(a_decision, world.assessment, **changes)


def test_a_limit_is_the_largest_claim_that_is_approved_and_holds_nobody_from_refusing(world):
    world.assessed()
    with world.db.transaction(force_rollback=True):
        world.put(a_decision, world.assessment, limit_idr=100)
    world.put(a_decision, world.assessment, limit_idr=99, verdict="refused", reason="x", article="x")


@pytest.mark.parametrize("state", ["approved", "refused"])
def test_nothing_is_decided_by_a_step_alone(world, state):
    world.assessed()
    with breaks(world.db, "claim_is_decided_by_other_eyes"):
        step(world.db, world.claim, state)


def test_a_decision_is_about_the_last_assessment_of_a_claim_that_waits(world):
    early = world.put(an_assessment)
    with breaks(world.db, "decision_is_about_the_last_assessment"):
        world.put(a_decision, early)
    world.assessed()
    with breaks(world.db, "decision_is_about_the_last_assessment"):
        world.put(a_decision, early)


def test_a_claim_is_approved_once(world):
    world.approved()
    world.without("last_assessment", "claim_decision")
    with breaks(world.db, "claim_is_approved_once"):
        world.put(a_decision, world.put(an_assessment))


def test_an_assessment_is_known_with_its_author(world):
    made = world.put(an_assessment)
    with pytest.raises(psycopg.errors.UniqueViolation), world.db.transaction():
        world.put(an_assessment, id=made)
    assert "assessment_is_known_with_its_author" in _unique(world.db, "claim_assessment")


def _unique(db, table):
    return {name for (name,) in db.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'u' AND conrelid = %s::regclass", [table])}  # fmt: skip
