"""One statement of a check judges a file on Polars, the same file on DuckDB, and a form of one row, with the same answer.

The rows are aimed at the thresholds of the law: one day and one digit either side.
"""

from datetime import date, timedelta

import duckdb
import narwhals as nw
import polars as pl
import pytest

from payung.rules.check import codes
from payung.rules.eligibility import Limits, checks, judge
from payung.rules.law import law

ON = date(2025, 11, 21)
LIMITS = Limits(decile_at_most=4, occupations=("petani", "ojek"))
FIT = {
    "nik": "3214991705800001", "nik_was_number": False, "name": "SITI", "birth_on": date(1980, 5, 17), "sex": "L",
    "village": "32.14.16.2005", "village_known": True, "village_inside": True, "regency_known": True,
    "occupation": "petani", "phone": "081200000000", "phone_given": True, "decile": 4,
}  # fmt: skip
SCHEMA = {
    "sheet_row": pl.Int64, **dict.fromkeys(("nik", "name", "sex", "village", "occupation", "phone"), pl.String),
    **dict.fromkeys(("nik_was_number", "village_known", "village_inside", "regency_known", "phone_given"), pl.Boolean),
    "birth_on": pl.Date, "decile": pl.Int16,
}  # fmt: skip
DAY = timedelta(days=1)
TURNS_65, TURNS_18 = date(1960, 11, 21), date(2007, 11, 21)

# What is changed in the fit row, and every code that it must fail with, warnings too.
AIMED = [
    ({}, set()),
    ({"birth_on": TURNS_65 - DAY}, {"age_over_limit", "birth_date_differs_from_nik"}),
    ({"birth_on": TURNS_65}, {"age_over_limit", "birth_date_differs_from_nik"}),
    ({"birth_on": TURNS_65 + DAY}, {"birth_date_differs_from_nik"}),
    ({"birth_on": TURNS_18 - DAY}, {"birth_date_differs_from_nik"}),
    ({"birth_on": TURNS_18}, {"birth_date_differs_from_nik"}),
    ({"birth_on": TURNS_18 + DAY}, {"age_under_limit", "birth_date_differs_from_nik"}),
    ({"birth_on": ON}, {"age_under_limit", "birth_date_differs_from_nik"}),
    ({"birth_on": ON + DAY}, {"birth_date_invalid", "birth_date_differs_from_nik"}),
    ({"birth_on": None}, {"birth_date_invalid"}),
    ({"nik": "3214992902800001", "birth_on": date(1980, 2, 29)}, set()),
    ({"nik": "3214992902810001", "birth_on": date(1981, 2, 28)}, {"nik_date_impossible"}),
    ({"nik": "3214992902000001", "birth_on": date(2000, 2, 29)}, set()),
    ({"nik": "3214993002800001"}, {"nik_date_impossible"}),
    ({"nik": "3214993104800001"}, {"nik_date_impossible"}),
    *[({"nik": f"32149931{month}800001"}, {"nik_date_impossible"}) for month in ("02", "06", "09", "11")],
    *[({"nik": f"32149930{month}800001", "birth_on": date(1980, int(month), 30)}, set()) for month in ("04", "06", "09", "11")],
    *[({"nik": f"32149931{month}800001", "birth_on": date(1980, int(month), 31)}, set()) for month in ("01", "03", "07", "08")],
    ({"nik": "3214993110800001", "birth_on": date(1980, 10, 31)}, set()),
    ({"nik": "3214993112800001", "birth_on": date(1980, 12, 31)}, set()),
    ({"nik": "3214993105800001"}, {"birth_date_differs_from_nik"}),
    ({"nik": "3214993205800001"}, {"nik_date_impossible"}),
    ({"nik": "3214990005800001"}, {"nik_date_impossible"}),
    ({"nik": "3214994005800001"}, {"nik_date_impossible"}),
    ({"nik": "3214994105800001", "sex": "P", "birth_on": date(1980, 5, 1)}, set()),
    ({"nik": "3214997105800001", "sex": "P", "birth_on": date(1980, 5, 31)}, set()),
    ({"nik": "3214997104800001"}, {"nik_date_impossible"}),
    ({"nik": "3214997205800001"}, {"nik_date_impossible"}),
    ({"nik": "3214991713800001"}, {"nik_date_impossible"}),
    ({"nik": "3214991700800001"}, {"nik_date_impossible"}),
    ({"nik": "3214991712800001", "birth_on": date(1980, 12, 17)}, set()),
    ({"nik": "3214991705800000"}, {"nik_serial_zero"}),
    ({"nik": "3214995705800001"}, {"sex_differs_from_nik"}),
    ({"nik": "3214995705800001", "sex": "P"}, set()),
    ({"sex": "P"}, {"sex_differs_from_nik"}),
    ({"sex": None}, set()),
    ({"nik": "321499170580001"}, {"nik_format"}),
    ({"nik": "32149917058000011"}, {"nik_format"}),
    ({"nik": "32149917058O0001"}, {"nik_format"}),
    ({"nik": "3214991705800001\n"}, {"nik_format"}),
    ({"nik": "３214991705800001"}, {"nik_format"}),
    ({"nik": None}, {"nik_format"}),
    ({"nik": None, "nik_was_number": True}, {"nik_damaged_by_spreadsheet"}),
    ({"nik": "3214991705800000", "nik_was_number": True}, {"nik_damaged_by_spreadsheet"}),
    ({"nik": "3214991705800001", "nik_was_number": True}, set()),
    ({"regency_known": False}, {"nik_region_unknown"}),
    ({"regency_known": False, "nik": "1"}, {"nik_format"}),
    ({"name": None}, {"name_missing"}),
    ({"village_known": False, "village_inside": False}, {"village_unknown"}),
    ({"village_inside": False}, {"village_outside_area"}),
    ({"occupation": None}, {"occupation_unknown"}),
    ({"occupation": "seniman"}, {"not_eligible_occupation"}),
    ({"decile": 5}, {"not_eligible_decile"}),
    ({"decile": 1}, set()),
    ({"decile": None}, set()),
    ({"phone": None}, {"phone_invalid"}),
    ({"phone": None, "phone_given": False}, set()),
    ({"nik": "3214991705790001"}, {"birth_date_differs_from_nik"}),
    ({"nik": "3214991805800001"}, {"birth_date_differs_from_nik"}),
    ({"nik": "3214991706800001"}, {"birth_date_differs_from_nik"}),
]  # fmt: skip


def frame(rows):
    return pl.DataFrame([{"sheet_row": n, **FIT, **row} for n, row in enumerate(rows)], schema=SCHEMA)


def told(judged):
    """Row number to the set of codes, whatever engine the answer came from."""
    rows = nw.to_native(judged)
    table = rows.collect() if isinstance(rows, pl.LazyFrame) else rows.pl()
    return {
        row["sheet_row"]: {code for name, code in row.items() if name != "sheet_row" and code}
        for row in table.to_dicts()
    }


def on_polars(rows, limits=LIMITS):
    return told(judge(nw.from_native(frame(rows).lazy()), checks(law(), ON, limits), "sheet_row"))


def on_duckdb(rows):
    relation = duckdb.connect().from_arrow(frame(rows).to_arrow())
    return told(judge(nw.from_native(relation), checks(law(), ON, LIMITS), "sheet_row"))


EXPECTED = {number: expected for number, (_, expected) in enumerate(AIMED)}
ROWS = [row for row, _ in AIMED]


def test_polars_finds_what_was_aimed_at():
    assert on_polars(ROWS) == EXPECTED


def test_duckdb_finds_the_same():
    assert on_duckdb(ROWS) == EXPECTED


@pytest.mark.parametrize("number", range(len(AIMED)))
def test_a_form_of_one_row_is_judged_as_the_file_is(number):
    assert on_polars([ROWS[number]])[0] == EXPECTED[number]


def test_every_check_was_aimed_at():
    aimed = set().union(*EXPECTED.values())
    known = checks(law(), ON, LIMITS)
    assert aimed == {*codes(known, "problem"), *codes(known, "warning")}


def test_a_programme_without_limits_asks_no_decile_and_no_occupation():
    assert on_polars([{"decile": 10, "occupation": "seniman"}], Limits()) == {0: set()}


@pytest.mark.parametrize(("on", "born", "fits"), [
    (date(2028, 2, 29), date(1963, 2, 28), False),
    (date(2028, 2, 29), date(1963, 3, 1), True),
    (date(2025, 2, 28), date(1960, 2, 29), True),
    (date(2025, 3, 1), date(1960, 2, 29), False),
])  # fmt: skip
def test_whoever_is_born_on_29_february_turns_65_on_1_march_of_a_common_year(on, born, fits):
    judged = told(judge(nw.from_native(frame([{"birth_on": born}]).lazy()), checks(law(), on, Limits()), "sheet_row"))
    assert ("age_over_limit" not in judged[0]) is fits
