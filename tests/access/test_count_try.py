"""Tries that were wrong wait, longer each time, in all processes at once; one hour at the most."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from payung.access.actions.count_try import count_try, unlock, use_code, was_right
from payung.access.models import SignInWait
from payung.units.refusal import Refused
from tests.installation import Installation
from tests.warm import Started

AT = datetime(2025, 11, 21, 9, 0).astimezone()


def wrong(times: int, *, at: datetime = AT, **who: str) -> None:
    for _ in range(times):
        count_try(at=at, **who)


def waits(at: datetime = AT, **who: str) -> int:
    """For how many seconds a try must wait; 0 when it is looked at."""
    try:
        count_try(at=at, **who)
    except Refused as refusal:
        assert refusal.code == "sign_in_must_wait"
        return int(refusal.facts["seconds"])
    return 0


@pytest.mark.django_db
@pytest.mark.parametrize("who", [{"name": "sari"}, {"address": "10.0.0.1"}, {"code": "sari"}])
def test_the_sixth_try_after_five_wrong_ones_waits_half_a_minute(who: dict[str, str]) -> None:
    wrong(5, **who)
    assert waits(**who) in (30, 31)


@pytest.mark.django_db
def test_each_further_mistake_waits_twice_as_long_and_an_hour_at_the_most() -> None:
    wrong(5, name="sari")
    at, found = AT, []
    for _ in range(9):
        found.append(waits(at, name="sari") - 1)
        at += timedelta(seconds=found[-1] + 1)
        assert waits(at, name="sari") == 0
    assert found == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


@pytest.mark.django_db
def test_a_try_that_must_wait_makes_nobody_wait_longer() -> None:
    wrong(5, name="sari")
    assert [waits(name="sari") for _ in range(20)] == [31] * 20
    assert waits(AT + timedelta(seconds=31), name="sari") == 0


@pytest.mark.django_db
def test_many_names_from_one_address_wait_as_one_name_does() -> None:
    for number in range(5):
        count_try(at=AT, address="10.0.0.1", name=f"orang-{number}")
    assert waits(address="10.0.0.1", name="orang-6") > 0
    assert waits(address="10.0.0.2", name="orang-6") == 0


@pytest.mark.django_db
def test_an_address_that_waits_makes_no_name_wait() -> None:
    wrong(5, address="10.0.0.1")
    for _ in range(10):
        assert waits(address="10.0.0.1", name="sari") > 0
    assert waits(address="10.0.0.2", name="sari") == 0


@pytest.mark.django_db
def test_a_right_password_does_not_wash_an_address_clean() -> None:
    """An attacker with one user of his own could otherwise guess four names between two sign-ins, for ever."""
    wrong(4, address="10.0.0.1")
    was_right(count_try(at=AT, address="10.0.0.1", name="sendiri"), at=AT)
    wrong(1, address="10.0.0.1")
    assert waits(address="10.0.0.1", name="sari") > 0


@pytest.mark.django_db
def test_a_right_password_lets_its_name_start_anew() -> None:
    wrong(4, name="sari")
    was_right(count_try(at=AT, name="sari"), at=AT)
    wrong(4, name="sari")
    assert waits(name="sari") == 0


@pytest.mark.django_db
def test_mistakes_are_forgotten_after_a_quiet_day_and_those_of_an_office_after_an_hour() -> None:
    wrong(4, name="sari", address="10.0.0.1")
    wrong(1, at=AT + timedelta(minutes=61), address="10.0.0.1")
    wrong(1, at=AT + timedelta(hours=25), name="sari")
    assert waits(AT + timedelta(hours=25), name="sari") == waits(AT + timedelta(minutes=62), address="10.0.0.1") == 0


@pytest.mark.django_db
def test_a_name_is_the_same_in_capitals_and_kept_as_a_hash_alone() -> None:
    wrong(5, name="Sari ")
    assert waits(name="sARI") > 0
    assert "sari" not in SignInWait.objects.get().key.lower()


@pytest.mark.django_db
def test_an_administrator_ends_the_waiting() -> None:
    wrong(5, name="sari")
    assert unlock(username="SARI") == 1 and waits(name="sari") == 0
    assert unlock(username="nobody") == 0


@pytest.mark.django_db
def test_a_code_of_an_app_opens_once() -> None:
    assert use_code(username="sari", code="123456", at=AT)
    assert not use_code(username="sari", code="123456", at=AT + timedelta(seconds=80))
    assert use_code(username="budi", code="123456", at=AT)


RACER = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from payung.access.actions.count_try import count_try
from payung.units.refusal import Refused
AT = datetime(2025, 11, 21, 9, 0).astimezone()
def once(_):
    try:
        count_try(at=AT, address="10.0.0.1", name="sari")
    except Refused:
        return 0
    return 1
with ThreadPoolExecutor(10) as pool:
    print(sum(pool.map(once, range(50))))
"""


def test_two_processes_of_ten_threads_get_five_tries_together(fresh_database: Installation) -> None:
    racers = [Started("-c", RACER, environment=fresh_database.environment) for _ in range(2)]
    assert sum(int(racer.end().stdout) for racer in racers) == 5
