"""What is typed is read the same way at every door, and refused by its field when it cannot be read."""

from datetime import date

import pytest

from payung.rules.read import (
    family_of,
    key_of_day,
    read_amounts,
    read_day,
    read_if,
    read_moment,
    read_month,
    read_whole,
)
from payung.units.month import Month
from payung.units.refusal import Refused

READ = [
    (read_day, "2025-11-21", date(2025, 11, 21)),
    (read_month, " 2025-11", Month(2025, 11)),
    (read_whole, "-5", -5),
    (read_whole, "1000000000000", 1_000_000_000_000),
    (read_amounts, "land=5, sea=0", {"land": 5, "sea": 0}),
]
UNREAD = [
    *[(read_day, text) for text in ("", "kemarin", "2025-02-30", "2101-01-01")],
    *[(read_month, text) for text in ("", "2025-13", "Mei", "2101-01", "2150-01")],
    *[(read_moment, text) for text in ("", "2025-11-21T25:00", "9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00")],
    *[(read_whole, text) for text in ("", "satu", "1.000", "1_000", "3.5", "٣", "1000000000001", "9" * 5_000)],
    *[(read_amounts, text) for text in ("land", "land=", "land=x", "land=1,land=2")],
]


@pytest.mark.parametrize(("read", "text", "expected"), READ)
def test_what_is_typed_is_read(read, text, expected):
    assert read("field", text) == expected


@pytest.mark.parametrize(("read", "text"), UNREAD, ids=[f"{read.__name__} {text[:12]}" for read, text in UNREAD])
def test_what_cannot_be_read_is_refused_by_its_field_without_repeating_a_whole_page(read, text):
    with pytest.raises(Refused) as refused:
        read("field", text)
    facts = refused.value.facts
    assert refused.value.code == "field_invalid" and facts["field"].startswith("field") and facts["allowed"]
    assert len(facts["given"]) <= 40


def test_nothing_given_is_nothing_but_an_empty_text_is_refused():
    assert read_if(read_day, "on", None) is None
    with pytest.raises(Refused):
        read_if(read_day, "on", "")


def test_a_moment_is_told_by_the_clock_of_jakarta():
    assert read_moment("happened_on", "2025-11-21").isoformat() == "2025-11-21T00:00:00+07:00"
    assert read_moment("happened_on", "2025-11-21T23:00+00:00").isoformat() == "2025-11-22T06:00:00+07:00"


def test_a_family_is_words_or_relations_with_a_label():
    assert [heir.relation for heir in family_of(["istri", {"relation": "anak", "label": "B"}])] == ["spouse", "child"]


def test_a_day_before_the_law_is_traced_to_the_key_that_asked_for_it():
    asked = {"complete_on": "2025-11-21", "last_paid": "2010-01", "kind": "jkk"}
    assert key_of_day(asked, date(2010, 1, 1)) == "last_paid"
    assert key_of_day(asked, date(2010, 2, 1)) == "complete_on"
    assert key_of_day({}, date(2010, 1, 1)) == "on"
