"""A value is of the kind that its unit counts, and each unit has its words in both languages."""

import pytest

from payung.rules.law import law
from payung.rules.law_unit import UNITS, fits
from payung.units.words import LANGUAGES

FITTING = {
    "yes_or_no": [True, False], "choice": ["equal"], "country": ["ID"], "list": [[], ["bpu"]], "table": [[{"code": "tk"}]],
    "years": [5, False], "idr": [0], "percent": [70], "months": [3],
}  # fmt: skip


@pytest.mark.parametrize("unit", FITTING)
def test_a_value_of_another_kind_does_not_fit(unit):
    assert all(fits(value, unit) for value in FITTING[unit])
    others = [value for values in FITTING.values() for value in values if value not in FITTING[unit] and value != []]
    # Numbers are of one kind, whatever they count.
    unlike = [value for value in others if type(value) is not type(FITTING[unit][0]) or isinstance(value, list)]
    assert unlike and [value for value in unlike if fits(value, unit)] == []


def test_every_unit_has_words_in_both_languages():
    assert all(set(words) == set(LANGUAGES) and all(words.values()) for words in UNITS.values())


def test_every_unit_is_one_that_the_law_uses():
    assert {title.unit for title in law().titles.values()} == set(UNITS)
