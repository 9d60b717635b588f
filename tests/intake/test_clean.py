"""Text as offices write it becomes days, numbers, phones and villages; what cannot be understood becomes nothing."""

from datetime import date

import polars as pl
import pytest

from payung.intake.clean import dates, identity, numbers
from payung.intake.clean.text import text

BORN = date(1979, 9, 4)


def one(expression_of, given):
    return pl.DataFrame({"x": [given]}, schema={"x": pl.String}).select(expression_of(pl.col("x"))).item()


@pytest.mark.parametrize("said", [
    "04/09/1979", "4-9-1979", "04.09.1979", "04 09 1979", "1979-09-04", "1979-09-04 00:00:00", "4 September 1979", "4-Sep-1979",
    "4 Sept. 1979", "Purwakarta, 04-09-1979", "PURWAKARTA, 4 SEPTEMBER 1979", "'04/09/1979", " 04 / 09 / 1979 ", "29102.0",
    "Purwakarta,04\u00a0September\u00a01979",
])  # fmt: skip
def test_a_day_is_understood_in_every_usual_spelling(said):
    assert one(dates.day, said) == BORN


@pytest.mark.parametrize("said", [
    "", "-", "04/09/79", "31/02/1980", "32-01-1980", "04/13/1979", "September 1979", "29 Februari 1981", "0/9/1979", "besok",
    "4 Foo 1979", "1979",
])  # fmt: skip
def test_what_is_no_day_is_not_guessed(said):
    assert one(dates.day, said) is None


@pytest.mark.parametrize(("said", "month"), [("1 Agt 2000", 8), ("1 Nop 2000", 11), ("1 Pebruari 2000", 2), ("1 Okt 2000", 10),
                                              ("1 Mei 2000", 5), ("1 Desember 2000", 12), ("29 Februari 2000", 2)])  # fmt: skip
def test_months_are_understood_as_they_are_spelt(said, month):
    assert one(dates.day, said).month == month


@pytest.mark.parametrize(("said", "kept"), [
    ("081234567890", "081234567890"), ("+62 812-3456-7890", "081234567890"), ("62812 3456 7890", "081234567890"),
    ("81234567890.0", "081234567890"), ("(0264) 200-123", "0264200123"), ("+62 0812 3456 7890", "081234567890"),
    ("0801234567", None), ("08123", None), ("tidak ada", None), ("0812345678901234", None), ("", None),
])  # fmt: skip
def test_a_phone_keeps_or_regains_its_nought(said, kept):
    assert one(numbers.phone, said) == kept


@pytest.mark.parametrize(("said", "idr"), [
    ("1000000", 1_000_000), ("Rp 1.000.000", 1_000_000), ("Rp1.000.000,-", 1_000_000), ("1.000.000,00", 1_000_000),
    ("1,000,000.00", 1_000_000), ("1000000.0", 1_000_000), ("rp. 850.000", 850_000), ("0", 0), ("1.5 juta", None),
    ("1.000.00", None), ("1,000,00", None), ("1,000,000.00", 1_000_000), ("850.00", 850), ("-5000", None), ("sejuta", None),
])  # fmt: skip
def test_rupiah_are_whole_and_never_guessed(said, idr):
    assert one(numbers.rupiah, said) == idr


@pytest.mark.parametrize(("said", "kept"), [("Laki-laki", "L"), ("LAKI - LAKI", "L"), ("P", "P"), ("perempuan", "P"),
                                             ("Pr.", "P"), ("wanita", "P"), ("", None), ("?", None), ("L/P", None)])  # fmt: skip
def test_a_sex_is_l_or_p_or_not_known(said, kept):
    assert one(identity.sex, said) == kept


@pytest.mark.parametrize(("said", "kept"), [
    ("3214991705800001", "3214991705800001"), (" 3214 9917 0580 0001 ", "3214991705800001"),
    ("'3214991705800001", "3214991705800001"),
    ("3214.9917.0580.0001", "3214991705800001"), ("3,21499E+15", None), ("3.2149917058E15", None), ("", None), ("-", None),
    ("321499170580OOO1", "321499170580OOO1"), ("3214991705800000.0", "3214991705800000"),
])  # fmt: skip
def test_a_nik_loses_its_blanks_and_nothing_else(said, kept):
    assert one(identity.nik, said) == kept


@pytest.mark.parametrize(("said", "was"), [("3214991705800000.0", True), ("3,21499E+15", True), ("3214991705800001", False),
                                            ("", False)])  # fmt: skip
def test_a_nik_that_was_a_number_is_known_as_one(said, was):
    assert one(identity.nik_was_number, said) is was


@pytest.mark.parametrize("said", ["", " ", "-", "--", "N/A", "null", "\u00a0"])
def test_a_cell_that_says_nothing_is_nothing(said):
    assert one(lambda column: text(column, longest=50), said) is None


def test_blanks_are_squeezed_and_long_texts_cut():
    assert one(lambda column: text(column, longest=9), "  Siti \u00a0 Aminah  ") == "Siti Amin"
