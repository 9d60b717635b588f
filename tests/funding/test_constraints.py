"""A funding line has a known payer kind, a term of whole months, and a programme."""

import pytest

from tests.roles import a_line, a_programme, as_app, breaks

WRONG = [
    ("funding_line_kind_is_known", {"kind": "bank"}),
    ("funding_line_pays_at_least_one_month", {"months": 0}),
    ("funding_line_starts_on_a_first_day", {"first_month": "2025-11-02"}),
    ("funding_line_rule_for_unused_is_known", {"unused": "keep"}),
    ("funding_line_belongs_to_a_programme", {"programme_code": "nobody"}),
]


@pytest.mark.parametrize(("constraint", "changes"), WRONG)
def test_a_wrong_line_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        a_programme(db)
        with breaks(db, constraint):
            a_line(db, **changes)


def test_two_lines_never_share_a_code():
    with as_app() as db:
        a_programme(db)
        a_line(db)
        with breaks(db, "funding_line_code_key"):
            a_line(db)
