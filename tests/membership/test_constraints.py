"""The ledger of months and the enrolments behind it: what the database refuses, whoever writes it."""

import pytest

from tests.roles import (
    DECEMBER,
    NEIGHBOUR,
    NOVEMBER,
    a_line,
    a_month,
    a_person,
    a_programme,
    a_world,
    an_enrolment,
    as_app,
    as_owner,
    breaks,
    put,
)  # fmt: skip


def test_a_worker_month_has_exactly_one_payer():
    with as_app() as db:
        person, line = a_world(db)
        another = a_line(db, code="m")
        an_enrolment(db, person, another)
        a_month(db, person, line)
        with breaks(db, "cover_has_one_payer_per_month"):
            a_month(db, person, another)


def test_the_same_worker_may_have_another_payer_in_another_month():
    with as_app() as db:
        person, line = a_world(db)
        another = a_line(db, code="m")
        an_enrolment(db, person, another)
        a_month(db, person, line)
        a_month(db, person, another, month=DECEMBER)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("cover_price_is_not_negative", {"price_idr": -1}),
        ("cover_month_is_a_first_day", {"month": NOVEMBER.replace(day=2)}),
        ("cover_month_lies_in_a_known_village", {"village": "32.14.16.9999"}),
    ],
)
def test_a_wrong_month_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        person, line = a_world(db)
        with breaks(db, constraint):
            a_month(db, person, line, **changes)


def test_cover_follows_a_place_on_the_same_line():
    with as_app() as db:
        person, _ = a_world(db)
        another = a_line(db, code="m")
        with breaks(db, "cover_follows_a_place_on_its_line"):
            a_month(db, person, another)


def test_whoever_waits_is_not_covered():
    with as_app() as db:
        a_programme(db)
        line, person = a_line(db), a_person(db)
        an_enrolment(db, person, line, state="waiting")
        db.execute("SELECT open_months('2025-11-01', '2025-12-01')")
        with breaks(db, "cover_follows_a_place_on_its_line"):
            a_month(db, person, line)


def test_the_count_of_cover_never_falls_below_nothing():
    with as_owner() as db, breaks(db, "cover_count_is_not_negative"):
        put(db, "cover_count", month=NOVEMBER, village=NEIGHBOUR, line_id=1, workers=-1, price_idr=0)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("enrolment_state_is_known", {"state": "dreaming"}),
        ("enrolment_sector_is_known", {"sector": "mining"}),
        ("enrolment_lies_in_a_known_village", {"village": "32.14.16.9999"}),
        ("enrolment_is_of_a_known_worker", {"person_id": 999_999_999}),
        ("enrolment_is_on_a_known_line", {"line_id": 999_999_999}),
    ],
)
def test_a_wrong_enrolment_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        a_programme(db)
        seat = {"person_id": a_person(db), "line_id": a_line(db), **changes}
        with breaks(db, constraint):
            an_enrolment(db, seat.pop("person_id"), seat.pop("line_id"), **seat)


def test_a_worker_has_one_seat_on_a_line_until_it_has_ended():
    with as_app() as db:
        person, line = a_world(db)
        with breaks(db, "enrolment_is_one_per_person_and_line"):
            an_enrolment(db, person, line)
        db.execute(
            "UPDATE enrolment SET state = 'ended', ended_on = '2025-12-31', ended_why = 'asked' WHERE person_id = %s",
            [person],
        )
        an_enrolment(db, person, line)


def test_an_ended_enrolment_says_when():
    with as_app() as db:
        person, _ = a_world(db)
        with breaks(db, "enrolment_has_a_last_day_when_ended"):
            db.execute("UPDATE enrolment SET state = 'ended' WHERE person_id = %s", [person])


def test_an_enrolment_cannot_be_handed_to_nobody_afterwards():
    with as_app() as db:
        person, _ = a_world(db)
        with breaks(db, "enrolment_is_of_a_known_worker"):
            db.execute("UPDATE enrolment SET person_id = 999999999 WHERE person_id = %s", [person])
