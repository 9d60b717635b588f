"""What an attacker tries at the way in: guessing, asking which names exist, planting a session, being sent elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from payung.access.actions.count_try import unlock
from payung.access.models import User
from tests.people_who_sign_in import PASSWORD, a_real_user, invited
from tests.web.pages import words

pytestmark = pytest.mark.django_db
SIGN_IN = "/access/sign-in/"


@pytest.fixture
def sari() -> User:
    """A real clerk."""
    return a_real_user("sari")


def guess(client: Client, name: str = "sari", password: str = "salah-sekali-lagi", **more: str):
    return client.post(SIGN_IN, {"username": name, "password": password}, **more)


def test_after_five_wrong_passwords_even_the_right_one_waits_and_is_told_until_when(client: Client, sari: User) -> None:
    assert [guess(client).status_code for _ in range(5)] == [422] * 5
    answer = guess(client, password=PASSWORD)
    assert answer.status_code == 429 and 25 <= int(answer.headers["Retry-After"]) <= 31
    assert "Coba lagi pukul" in words(answer) and "_auth_user_id" not in client.session


def test_a_name_waits_whatever_address_it_is_tried_from(client: Client, sari: User) -> None:
    for number in range(5):
        guess(client, REMOTE_ADDR=f"10.0.0.{number}")
    assert guess(client, password=PASSWORD, REMOTE_ADDR="10.9.9.9").status_code == 429


def test_an_address_that_tries_many_names_waits(client: Client, sari: User) -> None:
    for number in range(5):
        guess(client, name=f"orang-{number}")
    assert guess(client, password=PASSWORD).status_code == 429
    assert guess(client, password=PASSWORD, REMOTE_ADDR="10.9.9.9").status_code == 302


def test_a_header_that_anybody_can_write_does_not_change_the_address(client: Client, sari: User) -> None:
    for number in range(5):
        guess(client, name=f"orang-{number}", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert guess(client, name="orang-6", HTTP_X_FORWARDED_FOR="10.0.0.99").status_code == 429


def test_behind_a_trusted_proxy_the_address_is_the_one_that_it_saw(
    client: Client, sari: User, settings: Settings
) -> None:
    settings.PROXIES = ["127.0.0.1"]
    for number in range(5):
        guess(client, name=f"orang-{number}", HTTP_X_FORWARDED_FOR=f"6.6.6.{number}, 10.0.0.1")
    assert guess(client, name="x", HTTP_X_FORWARDED_FOR="6.6.6.77, 10.0.0.1").status_code == 429
    assert guess(client, name="y", HTTP_X_FORWARDED_FOR="10.0.0.2").status_code == 422


def test_an_administrator_can_let_a_name_try_again(client: Client, sari: User) -> None:
    for number in range(5):
        guess(client, REMOTE_ADDR=f"10.0.0.{number}")
    unlock(username="sari")
    assert guess(client, password=PASSWORD).status_code == 302


def _as_told(client: Client, name: str, shown: int) -> list[tuple[int, str]]:
    """Status and text of some wrong tries, the name itself taken out, and the tokens and clocks that differ each time."""
    answers = [guess(client, name=name, REMOTE_ADDR=f"10.{shown}.0.{number}") for number in range(6)]
    return [(a.status_code, words(a).replace(name, "NAMA").split("pukul")[0]) for a in answers]


def test_known_unknown_invited_inactive_and_demo_names_are_told_the_same(
    client: Client, sari: User, settings: Settings
) -> None:
    settings.DEMO = False
    a_real_user("pergi")
    User.objects.filter(username="pergi").update(is_active=False)
    invited("diundang")
    names = ["sari", "tidakada", "pergi", "diundang", "kepala-1"]
    told = [_as_told(client, name, number) for number, name in enumerate(names)]
    assert all(each == told[0] for each in told)


def test_the_right_password_of_an_inactive_user_is_told_like_a_wrong_one(client: Client, sari: User) -> None:
    User.objects.filter(username="sari").update(is_active=False)
    right, wrong = guess(client, password=PASSWORD), guess(client, name="tidakada", password=PASSWORD)
    assert right.status_code == wrong.status_code == 422
    assert words(right).replace("sari", "") == words(wrong).replace("tidakada", "")


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that is hashed; hashing is nearly all of what a sign-in takes."""
    kind, seen = type(get_hasher()), []
    real = kind.encode

    def noted(self: Any, password: str, *more: Any) -> str:
        seen.append(password)
        return real(self, password, *more)

    monkeypatch.setattr(kind, "encode", noted)
    return seen


def test_an_unknown_name_costs_as_much_time_as_a_known_one(client: Client, sari: User, hashed: list[str]) -> None:
    guess(client, password="salah-satu")
    guess(client, name="tidakada", password="salah-dua")
    assert hashed == ["salah-satu", "salah-dua"]


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(client: Client, sari: User) -> None:
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    guess(client, password=PASSWORD)
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


@pytest.mark.parametrize("wish", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "javascript:alert(1)",
                                  "http:jahat.example", " https://jahat.example", "\thttps://jahat.example"])  # fmt: skip
def test_nobody_is_sent_to_another_host(client: Client, sari: User, wish: str) -> None:
    response = client.post(SIGN_IN, {"username": "sari", "password": PASSWORD, "next": wish})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("name", ["' OR 1=1 --", "sari'; DROP TABLE app_user; --", "‮irас", "x" * 5_000])
def test_a_hostile_name_is_a_wrong_name(client: Client, sari: User, name: str) -> None:
    assert guess(client, name=name).status_code == 422
    assert User.objects.filter(username="sari").exists()


def test_a_name_with_a_nul_is_no_text_that_can_be_read(client: Client, sari: User) -> None:
    assert guess(client, name="sari\x00").status_code == 400


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "mfa/signup/", "email/", "login/code/"])
def test_nobody_can_sign_up_or_ask_for_a_password_by_mail(client: Client, address: str) -> None:
    assert client.get(f"/access/{address}").status_code == 404


def test_no_page_of_the_way_in_is_kept_by_a_browser(client: Client, sari: User) -> None:
    assert "no-store" in client.get(SIGN_IN).headers["Cache-Control"]
