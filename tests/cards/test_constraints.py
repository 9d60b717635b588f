"""A card has a number of its own, speaks for at least one month, and is one per worker, line and term."""

import pytest

from tests.roles import DECEMBER, NOVEMBER, TANJUNGSARI, a_world, as_app, breaks, put


@pytest.fixture
def card():
    with as_app() as db:
        person, line = a_world(db)
        said = {"number": "ABCDEF012345", "person_id": person, "line_id": line, "village": TANJUNGSARI}
        yield db, {**said, "first_month": NOVEMBER, "until": DECEMBER, "issued_on": NOVEMBER}


def test_a_card_number_is_given_once(card):
    db, said = card
    put(db, "card", **said)
    with breaks(db, "card_number_is_unique"):
        put(db, "card", **{**said, "until": DECEMBER.replace(year=2026)})


def test_a_worker_gets_one_card_per_line_and_term(card):
    db, said = card
    put(db, "card", **said)
    with breaks(db, "card_is_one_per_person_line_and_term"):
        put(db, "card", **{**said, "number": "ABCDEF012346"})


def test_a_card_speaks_for_at_least_one_month(card):
    db, said = card
    with breaks(db, "card_speaks_for_at_least_one_month"):
        put(db, "card", **{**said, "until": NOVEMBER})


def test_a_card_is_handed_out_in_a_known_village(card):
    db, said = card
    with breaks(db, "card_lies_in_a_known_village"):
        put(db, "card", **{**said, "village": "32.14.16.9999"})
