"""What every answer tells the browser never to do, at every address there is."""

from __future__ import annotations

import os

import pytest
from django.test import Client

from tests.warm import python
from tests.web.addresses import Known, every_address

pytestmark = pytest.mark.django_db
ADDRESSES = every_address()
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip
CLOSED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# Answered before everything else, to programs: nothing may be loaded at all.
MACHINES = {"health", "ready", "metrics"}


def check_machine(response: object) -> None:
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def check(response: object) -> None:
    headers = response.headers
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert {name: headers[name] for name in CLOSED} == CLOSED
    assert "camera=()" in headers["Permissions-Policy"] and "geolocation=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("known", ADDRESSES, ids=lambda known: known.name)
def test_every_address_is_closed_to_a_visitor_and_kept_by_no_cache(client: Client, known: Known) -> None:
    for response in (client.get(known.address), client.post(known.address)):
        check_machine(response) if known.name in MACHINES else check(response)
        assert "no-store" in response.headers["Cache-Control"].split(", ")


@pytest.mark.parametrize("known", ADDRESSES, ids=lambda known: known.name)
def test_every_address_is_closed_to_whoever_signed_in_and_kept_by_no_cache(officer: Client, known: Known) -> None:
    response = officer.get(known.address)
    check_machine(response) if known.name in MACHINES else check(response)
    assert "no-store" in response.headers["Cache-Control"].split(", ")


def test_there_are_addresses_to_walk() -> None:
    names = {known.name for known in ADDRESSES}
    assert {"home", "person", "region-export", "intake-upload", "api-v1:death"} <= names


@pytest.mark.parametrize("address", ["/tidak-ada/", "/access/sign-in/../../etc/passwd", "/static/payung/tidak-ada.css"])
def test_what_is_not_found_is_closed_too(client: Client, address: str) -> None:
    check(client.get(address))


@pytest.mark.parametrize("file", ["payung/payung.css", "payung/umbrella.svg", "django_htmx/htmx-2.min.js"])
def test_a_static_file_is_closed_too_and_may_be_kept(client: Client, file: str) -> None:
    response = client.get(f"/static/{file}")
    check(response)
    assert response.status_code == 200 and "no-store" not in response.headers["Cache-Control"]


IN_HTTPS = """
import django; django.setup()
from django.test import Client
from django.conf import settings
got = Client().get("/law/", secure=True, headers={"host": "localhost"})
print(got.headers.get("Strict-Transport-Security", "-"))
for cookie in got.cookies.values():
    print(cookie.key, cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], repr(cookie["domain"]))
print(settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.SESSION_COOKIE_SECURE)
"""


def said_with(**environment: str) -> list[str]:
    done = python("-c", IN_HTTPS, environment={**os.environ, **environment})
    return done.stdout.splitlines()


def test_over_https_the_browser_stays_with_it_and_cookies_are_bound_to_the_host() -> None:
    strict, csrf, names = said_with(PAYUNG_HTTPS="1")
    assert strict == "max-age=63072000; includeSubDomains"
    assert csrf == "__Host-csrftoken True True Lax / ''"
    assert names == "__Host-sessionid __Host-django_language True"


def test_without_https_nothing_is_promised() -> None:
    assert said_with(PAYUNG_HTTPS="0")[0] == "-"
