"""Nothing is erased before its time, whoever asks: the database knows the shortest periods and the day itself."""

from importlib import import_module

import pytest

from payung.people.queries import retention
from tests.people.test_erase import ERASED
from tests.roles import a_line, a_month, a_person, a_programme, a_world, an_enrolment, as_app, breaks

FLOORS = import_module("payung.people.migrations.0006_rights_hold").FLOORS
KEPT = "person_is_kept_until_retention_ends"
OWN = {"bank": ("bank_account", "ended_at"), "health": ("health_result", "measured_on")}


def test_the_file_of_periods_never_goes_below_what_the_database_holds_to():
    assert {name for name in FLOORS if retention(name).months < FLOORS[name]} == set()


@pytest.mark.parametrize("day", ["2026-01-01", "2035-10-31", "2040-01-01"])
def test_a_raw_update_makes_no_pseudonym_before_retention_ends_nor_by_naming_a_day_to_come(day):
    with as_app() as db:
        person, paid_by = a_world(db)
        with breaks(db, KEPT):
            db.execute(ERASED.format("").replace("2040-01-01", day), [person])
        a_month(db, person, paid_by)
        with breaks(db, KEPT):
            db.execute(ERASED.format("").replace("2040-01-01", day), [person])


def test_who_was_never_enrolled_is_kept_as_well_and_who_was_long_ago_may_go():
    with as_app() as db:
        a_programme(db)
        line, never, once = a_line(db), a_person(db), a_person(db, nik="3214991705800002")
        an_enrolment(db, once, line, proposed_on="2010-01-01")
        with breaks(db, KEPT):
            db.execute(ERASED.format(""), [never])
        with breaks(db, KEPT):
            db.execute(ERASED.format("").replace("2040-01-01", "2019-12-31"), [once])
        assert db.execute(ERASED.format("").replace("2040-01-01", "2020-01-01"), [once]).rowcount == 1


@pytest.mark.parametrize("name", OWN)
def test_rows_of_their_own_time_do_not_go_earlier_because_somebody_says_so(name):
    with as_app() as db:
        rows = (*OWN[name], FLOORS[name] - 1, "2025-11-21")
        with breaks(db, "retention_is_never_cut_short"):
            db.execute("SELECT erase_rows(%s, %s, %s, %s)", rows)
        rows = (*OWN[name], retention(name).months, "2025-11-21")
        assert db.execute("SELECT erase_rows(%s, %s, %s, %s)", rows).fetchone() == (0,)
