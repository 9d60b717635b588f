"""A batch accounts for every row, is known by its content, and tells a problem of a row once."""

import pytest

from tests.roles import a_batch, a_line, a_programme, as_app, breaks, put


@pytest.fixture
def line():
    with as_app() as db:
        a_programme(db)
        yield db, a_line(db)


def test_the_same_list_is_one_batch(line):
    db, line = line
    a_batch(db, line)
    with breaks(db, "batch_is_known_by_its_content"):
        a_batch(db, line, file_name="another-name.csv")


def test_a_batch_is_at_a_known_stage(line):
    db, line = line
    with breaks(db, "batch_stage_is_known"):
        a_batch(db, line, stage="lost")


def test_a_landed_batch_accounts_for_every_row(line):
    db, line = line
    with breaks(db, "batch_accounts_for_every_row"):
        a_batch(db, line, stage="landed", rows=10, landed=5, waiting=3, refused=1)


def test_a_landed_batch_has_its_counts(line):
    db, line = line
    with breaks(db, "batch_landed_has_its_counts"):
        a_batch(db, line, stage="landed", rows=None, landed=5, waiting=3, refused=1)


def test_a_problem_of_a_row_is_told_once(line):
    db, line = line
    told = {"batch_id": a_batch(db, line), "sheet_row": 2, "code": "already_covered"}
    put(db, "batch_problem", **told)
    with breaks(db, "batch_problem_is_told_once"):
        put(db, "batch_problem", **told)
