"""Each sentence about the circumstances of something at work, broken in raw SQL and refused by that very name."""

import psycopg
import pytest

from tests.claims.rows import DAY, NOWHERE, of
from tests.roles import as_app, breaks, put

WORDS = ("occupation", "service", "last_service", "exposure", "diagnosis")


def a_circumstance(db, person, claim, **changes):
    said = {"claim_id": claim, "source": "jatuh", "disease": False, "noted_by": "a", "noted_at": DAY}
    return put(db, "claim_circumstance", **of(person, *WORDS, **said) | changes)


ROWS = [
    ("circumstance_names_its_source", {"source": ""}),
    ("disease_is_told_with_its_work", {"disease": True}),
    ("disease_is_told_with_its_work", {"diagnosis": "silikosis"}),
    ("claim_circumstance_lies_in_a_known_village", NOWHERE),
]


@pytest.mark.parametrize(("sentence", "changes"), ROWS)
def test_a_circumstance_that_breaks_a_sentence_is_refused(hurt, sentence, changes):
    with breaks(hurt.db, sentence):
        hurt.put(a_circumstance, **changes)


def test_circumstances_are_of_something_at_work(world):
    with breaks(world.db, "circumstance_is_of_something_at_work"):
        world.put(a_circumstance)


@pytest.mark.parametrize("statement", ["UPDATE claim_circumstance SET source = 'x'", "DELETE FROM claim_circumstance"])
def test_the_program_itself_cannot_rewrite_what_was_told(statement):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)
