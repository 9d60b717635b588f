"""Sessions: seen by their owner, ended one by one or all, and over by themselves when nobody uses them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from payung.access.actions.end_sessions import end_sessions
from payung.units.refusal import Refused
from payung.web.access.device import device_of
from payung.web.access.session import IDLE_SECONDS, IDLE_STRONG_SECONDS
from tests.people_who_sign_in import PASSWORD, a_real_user
from tests.users import a_client
from tests.web.pages import words

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
SESSIONS = "/access/sessions/"


def device(address: str, agent: str = FIREFOX, name: str = "sari") -> Client:
    """A device of Sari's, signed in."""
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    client.post("/access/sign-in/", {"username": name, "password": PASSWORD})
    client.get("/people/")
    return client


@pytest.fixture
def two() -> tuple[Client, Client]:
    """Sari's phone and her desk."""
    a_real_user("sari")
    return device("10.0.0.1"), device("10.0.0.2", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36")


def test_one_sees_the_own_devices_with_address_and_time(two: tuple[Client, Client]) -> None:
    seen = words(two[0].get(SESSIONS))
    assert "Firefox, Android perangkat ini" in seen and "Chrome, Windows" in seen
    assert "10.0.0.1" in seen and "10.0.0.2" in seen and "Terakhir terlihat" in seen


def test_one_device_is_ended_from_another(two: tuple[Client, Client]) -> None:
    phone, desk = two
    phone.post(SESSIONS, {"end": UserSession.objects.get(ip="10.0.0.2").pk})
    assert desk.get("/people/").status_code == 302 and phone.get("/people/").status_code == 200


def test_all_others_are_ended_at_once(two: tuple[Client, Client]) -> None:
    phone, desk = two
    third = device("10.0.0.3")
    phone.post(SESSIONS, {"end": "others"})
    assert [c.get("/people/").status_code for c in (phone, desk, third)] == [200, 302, 302]


def test_ending_the_own_session_signs_out(two: tuple[Client, Client]) -> None:
    phone, _desk = two
    answer = phone.post(SESSIONS, {"end": UserSession.objects.get(ip="10.0.0.1").pk})
    assert answer.headers["Location"] == "/access/sign-in/" and phone.get("/people/").status_code == 302


@pytest.mark.parametrize("which", ["", "x", "999999999", "-1", "1 OR 1=1"])
def test_nobody_elses_session_can_be_ended(two: tuple[Client, Client], which: str) -> None:
    a_real_user("budi")
    other = device("10.0.0.9", name="budi")
    theirs = UserSession.objects.get(ip="10.0.0.9").pk
    assert two[0].post(SESSIONS, {"end": which or theirs}).status_code == 404
    assert other.get("/people/").status_code == 200


def test_an_administrator_ends_all_sessions_of_a_user(two: tuple[Client, Client]) -> None:
    chief = a_client("kepala-3", "administrator", "32.14")
    chief.post("/access/invitations/", {"do": "end", "username": "sari"})
    assert [c.get("/people/").status_code for c in two] == [302, 302]
    with pytest.raises(Refused):
        end_sessions(username="tidakada")


def _ends_in(client: Client) -> float:
    kept = Session.objects.get(session_key=client.session.session_key)
    return (kept.expire_date - timezone.now()).total_seconds()


def test_a_clerks_session_ends_after_eight_quiet_hours(two: tuple[Client, Client]) -> None:
    assert IDLE_SECONDS - 10 < _ends_in(two[0]) <= IDLE_SECONDS
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert two[0].get("/people/").status_code == 302


def test_the_session_of_who_pays_ends_after_half_an_hour() -> None:
    user = a_real_user("bendahara", "treasurer", "32.14")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user)
    client.get("/access/sessions/")
    assert IDLE_STRONG_SECONDS - 10 < _ends_in(client) <= IDLE_STRONG_SECONDS


def test_using_a_session_moves_its_end_on(two: tuple[Client, Client]) -> None:
    session = two[0].session
    session["kept_at"] -= 3_600
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=60))
    two[0].get("/people/")
    assert _ends_in(two[0]) > IDLE_SECONDS - 10


def _signed_in_before(client: Client, seconds: int) -> None:
    """The session as it would be, had its user signed in that long ago and worked ever since."""
    session = client.session
    session["since"], session["kept_at"] = session["since"] - seconds, session["kept_at"] - 120
    session.save()


def test_a_session_in_use_ends_twelve_hours_after_the_sign_in(two: tuple[Client, Client]) -> None:
    _signed_in_before(two[0], 12 * 3_600 - 600)
    assert two[0].get("/people/").status_code == 200
    assert 580 < _ends_in(two[0]) <= 600
    _signed_in_before(two[0], 610)
    assert two[0].get("/people/").headers["Location"].startswith("/access/sign-in/")
    assert "_auth_user_id" not in two[0].session and two[1].get("/people/").status_code == 200


def test_showing_the_password_again_moves_no_end(two: tuple[Client, Client]) -> None:
    began = two[0].session["since"]
    _signed_in_before(two[0], 3_600)
    two[0].post("/access/again/", {"password": PASSWORD, "next": "/people/"})
    two[0].get("/people/")
    assert two[0].session["since"] == began - 3_600


@pytest.mark.parametrize(("agent", "told"), [
    ("", "Perangkat tidak dikenal"), ("curl/8", "Perangkat tidak dikenal"), (FIREFOX, "Firefox, Android"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/17 Safari/605", "Safari, Mac"),
    ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge, Windows"),
])  # fmt: skip
def test_a_device_is_named_so_that_its_owner_knows_it(agent: str, told: str) -> None:
    assert device_of(agent) == told


def test_a_new_password_leaves_this_device_in_and_puts_the_others_out(two: tuple[Client, Client]) -> None:
    phone, desk = two
    phone.post("/access/password/", {"password": "genteng-basah-kucing-lima"})
    assert phone.get("/people/").status_code == 200 and desk.get("/people/").status_code == 302
