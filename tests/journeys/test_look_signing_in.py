"""The pages of one's own access as they look: invitation, password, second steps, sessions, and what goes wrong there."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page

from tests.journeys.console import Console, looked_at
from tests.people_who_sign_in import PASSWORD

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def newcomer(house: tuple[Console, str], browser: Browser) -> Iterator[Page]:
    """A browser with a passkey device, at the page behind the officer's invitation."""
    console, token = house
    address = console.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, locale="id-ID", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto(f"/access/invitations/{token}/")
    yield page
    context.close()


def _code(secret: str, periods: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def _send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def _choose_password(page: Page) -> None:
    looked_at(page, "invitation")
    page.get_by_label("Kata sandi baru").fill("rahasia")
    page.get_by_role("button", name="Perlihatkan kata sandi").click()
    assert page.get_by_label("Kata sandi baru").get_attribute("type") == "text"
    looked_at(page, "invitation shown")
    _send(page, "Simpan dan masuk")
    looked_at(page, "invitation refused")
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    _send(page, "Simpan dan masuk")
    looked_at(page, "second step needed")


def _set_up_the_app(page: Page) -> str:
    page.get_by_role("link", name="Pasang aplikasi").click()
    looked_at(page, "app add")
    page.get_by_label("Kode").fill("000000")
    _send(page, "Pasang")
    looked_at(page, "app add refused")
    secret = page.locator("code.breaks").inner_text()
    page.get_by_label("Kode").fill(_code(secret, -1))
    _send(page, "Pasang")
    looked_at(page, "recovery codes")
    return secret


def _add_a_passkey(page: Page) -> None:
    page.goto("/access/mfa/passkey/")
    looked_at(page, "passkey add")
    _send(page, "Buat kunci sandi")
    page.get_by_role("heading", name="Langkah kedua saat masuk").wait_for()


ADDRESSES = {
    "account": "/access/",
    "second steps": "/access/mfa/",
    "codes closed": "/access/mfa/codes/",
    "codes new": "/access/mfa/codes/new/",
    "app remove": "/access/mfa/app/remove/",
    "password": "/access/password/",
    "sessions": "/access/sessions/",
    "again": "/access/again/",
    "again code": "/access/mfa/again/",
    "again passkey": "/access/mfa/passkey/again/",
}


def test_every_page_of_one_s_own_access_has_no_fault(newcomer: Page) -> None:
    _choose_password(newcomer)
    secret = _set_up_the_app(newcomer)
    _add_a_passkey(newcomer)
    for name, address in ADDRESSES.items():
        newcomer.goto(address)
        assert newcomer.url.endswith(address), f"{address} led to {newcomer.url}"
        looked_at(newcomer, name)
    newcomer.goto("/access/mfa/")
    newcomer.get_by_role("link", name="Lepas kunci sandi").first.click()
    looked_at(newcomer, "passkey remove")
    newcomer.goto("/access/password/")
    newcomer.get_by_label("Kata sandi baru").fill("petugas-dewi")
    _send(newcomer, "Ganti kata sandi")
    looked_at(newcomer, "password refused")
    newcomer.goto("/access/again/")
    newcomer.get_by_label("Kata sandi").fill("salah")
    _send(newcomer, "Lanjutkan")
    looked_at(newcomer, "again refused")
    _send(newcomer, "Keluar")
    looked_at(newcomer, "sign-in")
    newcomer.get_by_label("Nama pengguna").fill("petugas")
    newcomer.get_by_label("Kata sandi").fill("salah")
    _send(newcomer, "Masuk")
    looked_at(newcomer, "sign-in refused")
    newcomer.get_by_label("Kata sandi").fill(PASSWORD)
    _send(newcomer, "Masuk")
    looked_at(newcomer, "second step")
    newcomer.get_by_label("Kode").fill("000000")
    _send(newcomer, "Masuk")
    looked_at(newcomer, "second step refused")
    newcomer.get_by_label("Kode").fill(_code(secret))
    _send(newcomer, "Masuk")


def test_a_link_that_is_used_up_says_what_to_do(newcomer: Page, house: tuple[Console, str]) -> None:
    newcomer.goto(f"/access/invitations/{house[1]}/")
    looked_at(newcomer, "invitation closed")
