"""The way in: passwords, the demo's buttons, and nothing that leads out of the house."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from payung.access.actions.invite import invite_demo_users
from tests.people_who_sign_in import PASSWORD, a_real_user
from tests.web.pages import words

pytestmark = pytest.mark.django_db
SIGN_IN = "/access/sign-in/"


@pytest.fixture
def password() -> str:
    """The password of a real clerk called sari, beside the demo's users."""
    invite_demo_users()
    a_real_user("sari")
    return PASSWORD


def test_name_and_password_lead_to_the_own_area(client: Client, password: str) -> None:
    response = client.post(SIGN_IN, {"username": "sari", "password": password}, follow=True)
    assert response.redirect_chain[-1][0] == "/regions/32.14.16.2005/"


def test_a_wrong_password_says_so_and_links_to_the_field(client: Client, password: str) -> None:
    response = client.post(SIGN_IN, {"username": "sari", "password": "salah"})
    assert response.status_code == 422
    assert b'<a href="#id_username">' in response.content and b'id="id_username"' in response.content
    assert "tidak cocok" in words(response)


def test_an_empty_form_names_both_fields(client: Client, password: str) -> None:
    response = client.post(SIGN_IN, {"username": "", "password": ""})
    assert "Isi nama pengguna." in words(response) and "Isi kata sandi." in words(response)


def test_the_demo_button_signs_in_with_a_new_session(client: Client, password: str, settings: Settings) -> None:
    settings.DEMO = True
    session = client.session
    session["kept"] = "by an attacker"
    session.save()
    old = session.session_key
    response = client.post(SIGN_IN, {"demo": "demo-disnaker"})
    assert response.status_code == 302
    assert client.cookies["sessionid"].value != old


def test_outside_demo_mode_the_demo_button_is_not_found(client: Client, password: str, settings: Settings) -> None:
    settings.DEMO = False
    assert client.post(SIGN_IN, {"demo": "demo-disnaker"}).status_code == 404
    assert "Operator Desa Tanjungsari" not in words(client.get(SIGN_IN))


def test_the_demo_button_opens_no_real_user(client: Client, password: str, settings: Settings) -> None:
    settings.DEMO = True
    assert client.post(SIGN_IN, {"demo": "sari"}).status_code == 404
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("wish", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_host(client: Client, password: str, wish: str) -> None:
    response = client.post(SIGN_IN, {"username": "sari", "password": password, "next": wish})
    assert response.headers["Location"] == "/"


def test_whoever_asked_for_a_page_comes_to_it(client: Client, password: str) -> None:
    asked = client.get("/people/")
    assert asked.headers["Location"] == f"{SIGN_IN}?next=/people/"
    response = client.post(SIGN_IN, {"username": "sari", "password": password, "next": "/people/"})
    assert response.headers["Location"] == "/people/"


def test_signing_out_needs_a_post(client: Client, password: str) -> None:
    client.post(SIGN_IN, {"username": "sari", "password": password})
    assert client.get("/access/sign-out/").status_code == 405
    client.post("/access/sign-out/")
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("demo", [True, False])
def test_every_page_says_whether_it_is_a_demo(client: Client, password: str, settings: Settings, demo: bool) -> None:
    settings.DEMO = demo
    client.post(SIGN_IN, {"username": "sari", "password": password})
    for address in ("/people/", "/regions/32.14.16.2005/", "/tidak-ada/"):
        assert ("Mode demo." in words(client.get(address))) is demo
