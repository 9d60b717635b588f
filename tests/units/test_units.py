"""Months, terms, rupiah, NIK and region codes: the smallest things, at their edges."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from payung.units.month import Month, Term, day_in_words, years_before
from payung.units.nik import is_nik, masked
from payung.units.region import Area, dotted, is_region_code, level, parent
from payung.units.rupiah import in_figures, in_percent, in_rupiah, in_words, percent_tenths

MONTHS = some.builds(Month, some.integers(1950, 2150), some.integers(1, 12))


@pytest.mark.parametrize(
    "said", ["2025-13", "2025-00", "25-11", "2025-1", "2025/11", "2025-11-01", "", "0000-01", "２０２５-11"]
)
def test_what_is_no_month_is_refused(said):
    with pytest.raises(ValueError):
        Month.parse(said)


@given(MONTHS, some.integers(-500, 500))
def test_months_go_forth_and_back(month, number):
    assert month.plus(number).plus(-number) == month
    assert month.months_until(month.plus(number)) == number


@given(MONTHS)
def test_a_month_ends_the_day_before_the_next_begins(month):
    assert Month.of(month.last_day) == month and (month.plus(1).first_day - month.last_day).days == 1
    assert Month.parse(str(month)) == month


def test_a_term_of_two_months_from_november_ends_before_january():
    term = Term(Month.parse("2025-11"), 2)
    assert [str(month) for month in term] == ["2025-11", "2025-12"] and str(term.until) == "2026-01"
    assert Month.parse("2026-01") not in term and Month.parse("2025-12") in term


@pytest.mark.parametrize(("since", "left"), [("2025-09", 2), ("2025-11", 2), ("2025-12", 1), ("2026-01", None)])
def test_what_is_left_of_a_term(since, left):
    rest = Term(Month.parse("2025-11"), 2).from_month(Month.parse(since))
    assert (rest.months if rest else None) == left


def test_a_term_has_at_least_one_month():
    with pytest.raises(ValueError):
        Term(Month.parse("2025-11"), 0)


def test_29_february_a_few_years_earlier_is_the_28th():
    assert years_before(date(2028, 2, 29), 65) == date(1963, 2, 28)
    assert years_before(date(2028, 2, 29), 64) == date(1964, 2, 29)


def test_days_months_and_terms_are_said_in_indonesian():
    assert day_in_words(date(2025, 11, 21)) == "21 November 2025"
    assert Term(Month.parse("2025-11"), 2).in_words() == "November 2025 - Desember 2025"
    assert Term(Month.parse("2025-08"), 1).in_words() == "Agustus 2025"


@pytest.mark.parametrize(("part", "whole", "said"), [
    (257_400, 396_000, "65,0 %"), (277_200, 396_000, "70,0 %"), (277_500, 396_000, "70,1 %"), (0, 0, "0,0 %"), (1, 1, "100,0 %"),
    (1, 2000, "0,1 %"), (1, 2001, "0,0 %"), (12_345, 1_000, "1.234,5 %"),
])  # fmt: skip
def test_a_share_is_rounded_half_up_to_a_tenth(part, whole, said):
    assert in_percent(part, whole) == said


@given(some.integers(0, 10**9), some.integers(1, 10**9))
def test_a_share_is_never_more_than_half_a_tenth_off(part, whole):
    assert abs(percent_tenths(part, whole) * whole - 1000 * part) * 2 <= whole


def test_numbers_are_written_the_indonesian_way():
    assert (in_figures(277_200), in_rupiah(42_000_000), in_rupiah(-5_000), in_rupiah(0)) == (
        "277.200", "Rp42.000.000", "-Rp5.000", "Rp0",
    )  # fmt: skip


@pytest.mark.parametrize(
    "said", ["321499170580000", "32149917058000011", "3214 9917 0580 0001", "3214991705800001\n", "a" * 16, "３" * 16]
)
def test_what_is_no_nik(said):
    assert not is_nik(said) and set(masked(said)) <= {"*"}


def test_a_nik_is_shown_without_its_middle():
    assert masked("3214991705800001") == "3214********0001"


@pytest.mark.parametrize(("said", "code"), [
    ("3214162005", "32.14.16.2005"), ("3214", "32.14"), (" 32.14.16.2005 ", "32.14.16.2005"), ("321416", "32.14.16"),
    ("32141", "32141"), ("Purwakarta", "Purwakarta"),
])  # fmt: skip
def test_a_code_gets_its_dots(said, code):
    assert dotted(said) == code


def test_codes_have_levels_and_parents():
    assert [level(code) for code in ("32", "32.14", "32.14.16", "32.14.16.2005")] == [
        "province",
        "regency",
        "district",
        "village",
    ]
    assert (parent("32.14"), parent("32")) == ("32", None)
    assert not any(map(is_region_code, ("32.", "32.1", "32.14.16.205", "3214", "32.14.16.2005.1", "")))


def test_an_area_is_itself_and_everything_below_and_nothing_beside():
    area = Area("32.14")
    assert all(code in area for code in ("32.14", "32.14.16", "32.14.16.2005"))
    assert not any(code in area for code in ("32", "32.1", "32.13.01", "32.15", "33"))
    assert "11" in Area("") and "99.99.99.9999" in Area("")
    with pytest.raises(ValueError):
        Area("32.1%")


@pytest.mark.parametrize(
    ("amount_idr", "words"),
    [
        (0, "nol"), (11, "sebelas"), (15, "lima belas"), (100, "seratus"), (1_000, "seribu"), (1_100, "seribu seratus"),
        (42_000_000, "empat puluh dua juta"), (1_260_000, "satu juta dua ratus enam puluh ribu"),
        (10_015_011, "sepuluh juta lima belas ribu sebelas"), (70_000_000, "tujuh puluh juta"),
        (1_001_000, "satu juta seribu"), (101_000, "seratus satu ribu"),
        (999_999_999_999, "sembilan ratus sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta sembilan "
         "ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)  # fmt: skip
def test_an_amount_is_spelled_out_as_on_a_receipt(amount_idr, words):
    assert in_words(amount_idr) == f"{words} rupiah"
