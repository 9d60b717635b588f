"""Offers of a place: to somebody who waits, one at a time, held for some days, answered once."""

from datetime import date

import pytest

from tests.roles import (
    DECEMBER,
    NEIGHBOUR,
    NOVEMBER,
    TANJUNGSARI,
    a_line,
    a_person,
    a_programme,
    a_world,
    an_enrolment,
    as_app,
    breaks,
    put,
)


@pytest.fixture
def db():
    with as_app() as db:
        yield db


def an_offer(db, enrolment, line, **changes):
    said = {
        "village": TANJUNGSARI,
        "offered_on": NOVEMBER,
        "held_until": DECEMBER,
        "cover_from": NOVEMBER,
        "state": "open",
    }
    return put(db, "offer", enrolment_id=enrolment, line_id=line, **{**said, **changes})


@pytest.fixture
def wait(db):
    """Somebody who waits, and the line."""
    a_programme(db)
    line = a_line(db)
    return an_enrolment(db, a_person(db), line, state="waiting"), line


WRONG_OFFERS = [
    ({"state": "maybe", "answered_on": NOVEMBER}, "offer_state_is_known"),
    ({"held_until": date(2025, 10, 31)}, "offer_is_held_from_its_day_on"),
    ({"cover_from": date(2025, 11, 2)}, "offer_covers_from_a_first_day"),
    ({"answered_on": NOVEMBER}, "offer_has_a_day_of_its_answer"),
    ({"state": "declined"}, "offer_has_a_day_of_its_answer"),
    ({"state": "accepted", "answered_on": date(2025, 12, 2)}, "offer_is_accepted_while_it_is_held"),
    ({"state": "expired", "answered_on": DECEMBER}, "offer_expires_after_its_last_day"),
    ({"village": NEIGHBOUR}, "offer_is_to_somebody_waiting"),
    ({"village": "32.14.16.9999"}, "offer_lies_in_a_known_village"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG_OFFERS)
def test_an_offer_keeps_to_its_days_and_its_place(db, wait, wrong, sentence):
    with breaks(db, sentence):
        an_offer(db, *wait, **wrong)


def test_somebody_has_one_open_offer_at_a_time(db, wait):
    an_offer(db, *wait)
    with breaks(db, "offer_is_one_at_a_time"):
        an_offer(db, *wait)


def test_whoever_has_a_place_is_offered_none(db):
    person, line = a_world(db)
    seat = db.execute("SELECT id FROM enrolment WHERE person_id = %s", [person]).fetchone()[0]
    with breaks(db, "offer_is_to_somebody_waiting"):
        an_offer(db, seat, line)


def test_an_offer_is_answered_once_and_stays_as_it_was(db, wait):
    offer = an_offer(db, *wait)
    with breaks(db, "offer_is_answered_once"):
        db.execute("UPDATE offer SET held_until = held_until + 1")
    db.execute("UPDATE offer SET state = 'declined', answered_on = %s WHERE id = %s", [NOVEMBER, offer])
    with breaks(db, "offer_is_answered_once"):
        db.execute("UPDATE offer SET state = 'expired', answered_on = %s", [date(2025, 12, 2)])


def test_an_offer_is_accepted_only_with_the_place(db, wait):
    an_offer(db, *wait)
    with breaks(db, "offer_accepted_gives_a_place"):
        db.execute("UPDATE offer SET state = 'accepted', answered_on = %s", [NOVEMBER])
