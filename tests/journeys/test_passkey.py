"""An officer's first morning: the invitation, a passkey on a (virtual) device, and from then on no password at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.journeys.console import Console, faults
from tests.people_who_sign_in import PASSWORD


@pytest.fixture
def officer(browser: Browser, house: tuple[Console, str]) -> Iterator[Page]:
    """A browser that reaches the console by a name: a passkey belongs to one, and to no address in figures."""
    address = house[0].address.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, locale="id-ID", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def _device(page: Page, *, finger: bool = True) -> tuple[CDPSession, str]:
    """A phone or a laptop with a finger on it, as Chromium pretends to have one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": finger, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return session, str(session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])


def _let_in(page: Page, token: str) -> None:
    page.goto(f"/access/invitations/{token}/")
    assert faults(page) == []
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()
    expect(page.get_by_role("heading", name="Pasang langkah kedua dahulu")).to_be_visible()
    assert faults(page) == []


def _add_passkey(page: Page) -> None:
    page.get_by_role("link", name="Tambah kunci sandi").click()
    assert faults(page) == []
    page.get_by_role("button", name="Buat kunci sandi").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    assert page.locator(".codes li").count() == 10 and faults(page) == []
    page.get_by_role("link", name="Sudah saya catat").click()


def test_a_passkey_is_made_signs_in_alone_and_is_the_second_step_as_well(
    officer: Page, house: tuple[Console, str]
) -> None:
    session, device = _device(officer)
    _let_in(officer, house[1])
    _add_passkey(officer)
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Purwakarta")

    officer.get_by_role("button", name="Keluar").click()
    assert faults(officer) == []
    officer.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Purwakarta")

    officer.get_by_role("button", name="Keluar").click()
    officer.get_by_label("Nama pengguna").fill("petugas")
    officer.get_by_label("Kata sandi").fill(PASSWORD)
    officer.get_by_role("button", name="Masuk", exact=True).click()
    expect(officer.get_by_role("heading", name="Langkah kedua")).to_be_visible()
    assert faults(officer) == []
    officer.get_by_role("button", name="Pakai kunci sandi").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Purwakarta")

    officer.get_by_role("button", name="Keluar").click()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    officer.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(officer.get_by_role("alert")).to_contain_text("tidak jadi dipakai")
    officer.goto("/people/")
    assert "/access/sign-in/" in officer.url


def test_no_page_of_signing_in_holds_a_script_or_a_style_of_its_own(officer: Page) -> None:
    officer.goto("/access/sign-in/")
    inline = "document.querySelectorAll('script:not([src]), style, [style], [onclick], [onload]').length"
    assert officer.evaluate(inline) == 0


def test_an_address_in_figures_offers_no_passkey(officer: Page, house: tuple[Console, str]) -> None:
    officer.goto(f"{house[0].address}/access/sign-in/")
    expect(officer.get_by_role("button", name="Masuk dengan kunci sandi")).to_be_hidden()
