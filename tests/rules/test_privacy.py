"""The clock of a request: exactly so many hours from the moment it was made, across nights, years and holidays."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from payung.rules.law import LawUnknown, law
from payung.rules.privacy import HOURS_OF, KINDS, clock, hours_left
from payung.units.refusal import Refused

WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize("kind", HOURS_OF)
def test_the_last_moment_is_exactly_72_hours_later(kind):
    asked = datetime(2025, 12, 30, 23, 59, 59, tzinfo=WIB)
    assert clock(law(), kind, asked).due_at == datetime(2026, 1, 2, 23, 59, 59, tzinfo=WIB)


def test_what_is_not_known_well_says_so():
    asked = datetime(2025, 12, 1, tzinfo=UTC)
    evidence = {kind: clock(law(), kind, asked).rule.evidence for kind in HOURS_OF}
    assert evidence == {
        "file": "unverified", "correction": "law-text", "restriction": "law-text", "erasure": "unverified",
        "withdrawal": "press", "breach": "press",
    }  # fmt: skip


def test_an_hour_is_left_only_when_it_is_whole():
    due = datetime(2025, 12, 4, 8, tzinfo=UTC)
    left = [hours_left(due, due - timedelta(**before)) for before in
            ({"hours": 72}, {"minutes": 60}, {"minutes": 59}, {"minutes": 0}, {"seconds": -1})]  # fmt: skip
    assert left == [72, 1, 0, 0, -1]


def test_before_the_law_was_binding_nothing_is_guessed():
    with pytest.raises(LawUnknown):
        clock(law(), "file", datetime(2024, 10, 16, 16, 59, tzinfo=UTC))
    assert clock(law(), "file", datetime(2024, 10, 16, 17, 0, tzinfo=UTC)).due_at.day == 19


def test_an_unknown_kind_or_a_moment_without_a_zone_is_refused():
    with pytest.raises(Refused, match="kind_unknown"):
        clock(law(), "gift", datetime(2025, 12, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="time zone"):
        clock(law(), "file", datetime(2025, 12, 1))
    assert "breach" not in KINDS
