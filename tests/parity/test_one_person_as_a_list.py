"""The answer about one person and the checks of a list say the same: what fails in the one is turned away by the other.

Aimed at the thresholds: a day either side of the 65th and the 18th birthday, 29 February, each mistake in a NIK, each limit of a
programme. A null in a list fails no check but two: a NIK and a day of birth that are missing are problems of their own there.
"""

from datetime import date, timedelta
from itertools import product

import duckdb
import narwhals as nw
import pytest

from payung.rules.eligibility import Limits, checks, judge
from payung.rules.law import law
from payung.rules.registration import Applicant, registration
from payung.units.month import Month, years_before
from tests.parity.test_checks_on_every_engine import FIT, LIMITS, frame, told

DAY = timedelta(days=1)
DAYS = (date(2025, 11, 21), date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 29), date(2028, 3, 1), date(2022, 1, 1))
COMPARED = {
    "nik_format", "nik_date_impossible", "nik_serial_zero", "age_over_limit", "age_under_limit", "not_eligible_decile",
    "not_eligible_occupation",
}  # fmt: skip
NIKS = [
    f"321499{day:02}{month:02}{year:02}{serial:04}"
    for day, month, year, serial in product(
        (0, 1, 28, 29, 30, 31, 32, 40, 41, 68, 69, 70, 71, 72), (0, 1, 2, 4, 12, 13), (0, 80, 81, 99), (0, 1)
    )
] + ["", "1", "321499170580001", "32149917058000011", "32149917058O0001", "3214991705800001\n", "３214991705800001"]


def born_around(on):
    """Days of birth about each threshold of age on a day, 29 February among them where it is near."""
    around = [years_before(on, years) + n * DAY for years in (65, 18) for n in (-2, -1, 0, 1, 2)]
    return [*around, date(1960, 2, 29), date(1964, 2, 29), date(2004, 2, 29), on]


ROWS = {
    on: [
        *({"birth_on": born} for born in born_around(on)),
        *({"nik": nik} for nik in NIKS),
        *({"decile": decile} for decile in (1, 4, 5, 10, None)),
        *({"occupation": occupation} for occupation in ("petani", "ojek", "seniman", None)),
    ]
    for on in DAYS
}


def applicant(row):
    known = {**FIT, **row}
    return Applicant(known["nik"], known["birth_on"], True, False, known["occupation"], known["decile"])


def one_by_one(on, limits=LIMITS):
    found = [registration(law(), on, applicant(row), limits=limits) for row in ROWS[on]]
    return {n: {item.problem for item in each.items if item.holds is False} for n, each in enumerate(found)}


def compared(judged):
    return {row: codes & COMPARED for row, codes in told(judged).items()}


def on_polars(on, limits=LIMITS):
    return compared(judge(nw.from_native(frame(ROWS[on]).lazy()), checks(law(), on, limits), "sheet_row"))


def on_duckdb(on):
    relation = duckdb.connect().from_arrow(frame(ROWS[on]).to_arrow())
    return compared(judge(nw.from_native(relation), checks(law(), on, LIMITS), "sheet_row"))


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_one_person_is_answered_as_a_list_is_judged(on):
    assert one_by_one(on) == on_polars(on) == on_duckdb(on)
    assert one_by_one(on, Limits()) == on_polars(on, Limits())


def test_every_code_was_aimed_at():
    assert set().union(*one_by_one(DAYS[0]).values()) == COMPARED


@pytest.mark.parametrize("born", born_around(date(2026, 1, 1)), ids=str)
def test_the_age_at_a_new_term_is_judged_as_a_list_of_that_day_is(born):
    begins = Month(2026, 1)
    found = registration(law(), DAYS[0], applicant({"birth_on": min(born, DAYS[0])}), new_terms=[begins])
    again = next(item for item in found.items if item.code == "age_below_new_term")
    rows = nw.from_native(frame([{"birth_on": min(born, DAYS[0])}]).lazy())
    (codes,) = told(judge(rows, checks(law(), begins.first_day), "sheet_row")).values()
    assert ({again.problem} - {""}) == codes & {"age_over_limit"}


def test_what_nobody_gave_is_turned_away_by_no_list_and_answered_with_a_question():
    row = {"decile": None, "occupation": None}
    found = registration(law(), DAYS[0], applicant(row), limits=LIMITS)
    judged = compared(judge(nw.from_native(frame([row]).lazy()), checks(law(), DAYS[0], LIMITS), "sheet_row"))
    assert judged == {0: set()} and found.eligible is None and found.missing == ["decile", "occupation"]
