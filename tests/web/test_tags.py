"""What the tags of the pages make of values as they are kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from payung.web.components.tags import article, as_written, moment


@pytest.mark.parametrize(("source", "named"), [
    ("UU 27/2022 Pasal 46: in writing; told at nasional.kompas.com", "UU 27/2022 Pasal 46"),
    ("UU 27/2022 (Pasal 41, number not verified): 3 x 24 hours", "UU 27/2022"), ("no time limit was found", ""),
])  # fmt: skip
def test_an_article_that_is_not_sure_is_not_named(source: str, named: str) -> None:
    assert article(source) == named


def test_a_day_of_birth_is_said_as_it_is_written_and_a_number_stays_a_number() -> None:
    assert as_written("1980-05-17", "birth_on") == "17-05-1980"
    assert (as_written("18-05-1980", "birth_on"), as_written("20000101", "income_idr")) == ("18-05-1980", "20000101")


@pytest.mark.parametrize(("language", "said"), [
    ("id", "25 November 2025 pukul 00.30 WIB"), ("en", "25 November 2025, 00:30 WIB"),
])  # fmt: skip
def test_a_moment_is_said_by_the_clock_of_jakarta(language: str, said: str) -> None:
    with override(language):
        assert moment(datetime(2025, 11, 24, 17, 30, tzinfo=UTC)) == said
        assert moment(None) == "-"
