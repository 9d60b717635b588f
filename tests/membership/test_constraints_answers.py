"""A file of BPJS's answers, or one of them, is refused by the very constraint whose sentence it breaks."""

from datetime import datetime

import pytest

from tests.roles import NOVEMBER, a_world, as_app, breaks, put

AT = datetime(2025, 12, 1, 9, 0).astimezone()
FILE = {
    "region": "32.14", "month": None, "fingerprint": "x", "file_name": "a", "taken_at": AT, "taken_by": "t", "rows": 1,
    "numbered": 1, "accepted": 0, "refused": 0, "problems": 0, "ignored": 0, "told": "[]",
}  # fmt: skip


def file_row(db, line, **changes):
    return put(db, "bpjs_answer_file", line_id=line, **{**FILE, **changes})


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("bpjs_answer_file_is_taken_once", {}),
        ("bpjs_answer_file_accounts_for_every_row", {"fingerprint": "y", "rows": 2}),
        ("bpjs_answer_file_is_of_a_whole_month", {"fingerprint": "y", "month": NOVEMBER.replace(day=2)}),
    ],
)
def test_a_wrong_file_of_answers_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        _, line = a_world(db)
        file_row(db, line)
        with breaks(db, constraint):
            file_row(db, line, **changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("bpjs_answer_is_one_per_person_and_file", {}),
        ("bpjs_answer_outcome_is_known", {"outcome": "maybe"}),
        ("bpjs_answer_says_why_it_refuses", {"outcome": "refused"}),
        ("bpjs_answer_says_why_it_refuses", {"refused_why": "Usia"}),
        ("bpjs_answer_lies_in_a_known_village", {"village": "32.14.16.9999"}),
    ],
)
def test_a_wrong_answer_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        person, line = a_world(db)
        said = {"person_id": person, "line_id": line, "village": "32.14.16.2005", "outcome": "accepted"}
        put(db, "bpjs_answer", file_id=file_row(db, line), **said)
        with breaks(db, constraint):
            file = (
                file_row(db, line, fingerprint="y")
                if changes
                else db.execute("SELECT max(id) FROM bpjs_answer_file").fetchone()[0]
            )
            put(db, "bpjs_answer", file_id=file, **{**said, **changes})
