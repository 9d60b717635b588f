"""A worker's row is refused by the very constraint whose sentence it breaks."""

import pytest

from tests.roles import a_person, as_app, breaks

WRONG = [
    ("person_nik_is_16_digits", {"nik": "321499170580000"}),
    ("person_nik_is_16_digits", {"nik": "32149917058000O1"}),
    ("person_has_a_name", {"name": ""}),
    ("person_sex_is_known", {"sex": "X"}),
    ("person_income_is_not_negative", {"income_idr": -1}),
    ("person_dies_after_birth", {"died_on": "1901-01-01"}),
    ("person_lies_in_a_known_village", {"village": "32.14.16.9999"}),
    ("person_lies_in_a_known_village", {"village": "32.14.16"}),
]


@pytest.mark.parametrize(("constraint", "changes"), WRONG)
def test_a_wrong_worker_is_refused_by_the_database(constraint, changes):
    with as_app() as db, breaks(db, constraint):
        a_person(db, **changes)


def test_a_nik_has_one_row_whatever_village_writes_it():
    with as_app() as db:
        a_person(db)
        with breaks(db, "person_has_one_row_per_nik"):
            a_person(db, village="32.14.16.2006")


def test_a_worker_cannot_be_moved_to_a_village_that_is_not_there():
    with as_app() as db:
        person = a_person(db)
        with breaks(db, "person_lies_in_a_known_village"):
            db.execute("UPDATE person SET village = '32.14.99.9999' WHERE id = %s", [person])
