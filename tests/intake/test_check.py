"""Every problem of every row is told together, and a worker who stands twice in a list comes in once."""

import pytest

from tests.lists import line, nik, worker
from tests.sending import state_of


@pytest.fixture
def codes(office):
    """Gives a function: rows to the problems and warnings of each row that has some, by its row in the sheet."""
    office.load(line("utama", 99))

    def told(*rows, key="problems"):
        return {row["sheet_row"]: row[key] for row in office.send(list(rows))["by_row"] if row[key]}

    return told


def test_all_problems_of_a_row_are_told_at_once(codes):
    row = worker(1, "32.14.16.9999", **{"NIK": "321499", "Nama": "", "Tanggal Lahir": "31-02-1980"})
    assert codes(row, worker(2)) == {2: ["nik_format", "name_missing", "birth_date_invalid", "village_unknown"]}


def test_warnings_do_not_keep_anybody_out(codes):
    row = worker(1, **{"No HP": "12", "Pekerjaan": "Astronot", "L/P": "P"})
    assert codes(row, key="warnings") == {2: ["sex_differs_from_nik", "occupation_unknown", "phone_invalid"]}
    assert state_of()[nik(1)] == "placed"


def test_the_first_of_two_equal_niks_comes_in(codes):
    assert codes(worker(1), worker(1, Nama="LAGI"), worker(2)) == {3: ["duplicate_in_file"]}


def test_the_first_fit_one_of_two_equal_niks_comes_in(codes):
    assert codes(worker(1, Nama=""), worker(1), worker(1)) == {2: ["name_missing"], 4: ["duplicate_in_file"]}


def test_equal_wrong_niks_are_told_for_what_they_are(codes):
    wrong = {"NIK": "321499"}
    assert codes(worker(1, **wrong), worker(2, **wrong), worker(3)) == {2: ["nik_format"], 3: ["nik_format"]}


def test_a_nik_spelt_with_blanks_is_the_same_nik(codes):
    spelt = f"{nik(1)[:6]} {nik(1)[6:12]} {nik(1)[12:]}"
    assert codes(worker(1), worker(1, NIK=spelt)) == {3: ["duplicate_in_file"]}


def test_a_rounded_nik_is_recognised_and_never_guessed(codes):
    assert codes(worker(1, NIK="3,21499E+15"), worker(2, NIK="3214991705800000.0"), worker(3)) == {
        2: ["nik_damaged_by_spreadsheet"], 3: ["nik_damaged_by_spreadsheet"],
    }  # fmt: skip


def test_a_village_outside_the_programme_is_no_unknown_village(codes):
    assert codes(worker(1, "33.01.01.2001"), worker(2)) == {2: ["village_outside_area"]}
