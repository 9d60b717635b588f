"""What a natural death pays, by the worked examples in tests/cases/death.toml."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from payung.rules.death import natural_death
from payung.rules.law import law
from payung.rules.term import months_short_of_full
from payung.units.month import Month, Term

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "death.toml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_worked_example_comes_out(case):
    assert natural_death(law(), case["on"], months_paid=case["months"]).total_idr == case["total_idr"]


def test_a_break_in_membership_starts_the_waiting_anew_by_the_stricter_reading():
    told = natural_death(law(), date(2025, 11, 21), months_paid=10, months_consecutive=2)
    assert told.total_idr == 10_000_000
    assert told.unverified == ["death/waiting_reading"]


@pytest.mark.parametrize(("months", "short"), [(1, 2), (2, 1), (3, 0), (12, 0)])
def test_a_term_is_short_of_the_full_benefit_by_so_many_months(months, short):
    assert months_short_of_full(law(), Term(Month.parse("2025-11"), months)) == short
