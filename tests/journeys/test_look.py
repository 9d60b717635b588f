"""Every page as it looks: nothing for axe to find at phone and desktop width, and all of it within reach of a keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.installation import CHECKOUT, command
from tests.journeys.console import Console, faults
from tests.roles import NEIGHBOUR, TANJUNGSARI

OFFICER, CLERK = "Petugas Disnaker Purwakarta", "Operator Desa Tanjungsari"
PAGES = {
    "regency": "/regions/32.14/",
    "regency sorted": "/regions/32.14/?sort=-coverage",
    "no such name": "/regions/32.14/?q=zzz",
    "before the count": "/regions/32.14/?on=2025-01-05",
    "district": "/regions/32.14.16/",
    "village": f"/regions/{TANJUNGSARI}/",
    "village on an unpaid day": f"/regions/{TANJUNGSARI}/?on=2027-01-05",
    "waiting": f"/regions/{NEIGHBOUR}/?state=waiting",
    "no worker yet": "/regions/32.14.17.2001/",
    "search": "/people/",
    "found": "/people/?q=pekerja",
    "too short": "/people/?q=a",
    "requests": "/people/requests/",
    "privacy": "/privacy/",
    "release": "/membership/release/",
    "law": "/law/",
    "law accident": "/law/accident/",
    "law price": "/law/calculator/price/?payer=self&sector=other&month=2026-05&income=1000000",
    "law death": "/law/calculator/death/?on=2025-12-10&cause=natural&months_paid=40&base=1000000&children=2015-01-01",
    "law term": "/law/calculator/term/?from=2025-11&months=2&payer=self&sector=other&income=1000000",
    "law eligibility": "/law/calculator/eligibility/?on=2025-11-24&birth_on=1960-11-24&works=yes&decile=5&decile_at_most=4",
    "law deadline": "/law/calculator/deadline/?kind=jkm&complete_on=2026-03-17&paid_on=2026-04-02&amount=42000000",
    "law injury": "/law/calculator/accident/?on=2025-12-10&base=1000000&inability_months=14&loss=thumb:right",
    "law heirs": "/law/calculator/heirs/?on=2025-12-10&amount=42000000&family=istri%0Aanak%0Aanak",
    "law refused": "/law/calculator/heirs/?on=2025-12-10&amount=x&family=istri",
    "not found": "/regions/33.01/",
}


@pytest.fixture(scope="module")
def officer(console: Console, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the officer, when the lists of the second morning have come."""
    program = Path(__file__).parent / "second_morning.py"
    environment = {**console.environment, "PYTHONPATH": str(CHECKOUT)}
    subprocess.run(
        [sys.executable, str(program), str(tmp_path_factory.mktemp("lists"))], env=environment, check=True, timeout=120
    )
    context = browser.new_context(base_url=console.address, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name=OFFICER).click()
    page.wait_for_url("**/regions/32.14/")
    yield page
    context.close()


def keep_pictures(page: Page, name: str) -> None:
    """Keeps the page as pictures where PAYUNG_PICTURES says, for whoever wants to look."""
    if folder := os.environ.get("PAYUNG_PICTURES"):
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name.replace(' ', '-')}-{width}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault(officer: Page, name: str) -> None:
    officer.goto(PAGES[name])
    keep_pictures(officer, name)
    assert faults(officer) == []


def test_the_pages_of_a_person_s_rights_have_no_fault(officer: Page) -> None:
    officer.goto("/people/")
    officer.get_by_label("Nama atau NIK").fill("3214990000000000")
    officer.get_by_role("button", name="Cari").click()
    assert "3214" not in officer.url and faults(officer) == []
    officer.goto("/people/?q=pekerja")
    officer.locator("tbody a").first.click()
    officer.get_by_label("Mengapa NIK lengkap diperlukan?").fill("mencocokkan dengan KTP")
    officer.get_by_role("button", name="Tampilkan NIK lengkap").click()
    keep_pictures(officer, "nik shown")
    assert faults(officer) == []
    officer.get_by_role("link", name="Permintaan orang ini atas datanya").click()
    address = officer.url
    officer.get_by_role("button", name="Catat permintaan").click()
    keep_pictures(officer, "request refused")
    assert faults(officer) == []
    for kind in ("Salinan data", "Penarikan persetujuan", "Penghapusan"):
        officer.goto(address)
        officer.get_by_label(kind, exact=True).check()
        officer.get_by_label("Bagaimana diminta").fill("datang sendiri dengan KTP")
        officer.get_by_role("button", name="Catat permintaan").click()
    officer.goto(address)
    officer.get_by_label("Perbaikan", exact=True).check()
    officer.get_by_label("Bagaimana diminta").fill("datang sendiri dengan KTP")
    officer.get_by_label("Data yang diperbaiki").select_option("birth_on")
    officer.get_by_label("Nilai yang benar").fill("18-05-1980")
    officer.get_by_role("button", name="Catat permintaan").click()
    keep_pictures(officer, "requests waiting")
    assert faults(officer) == []
    handed = officer.get_by_role("article").filter(has_text="Salinan data")
    handed.get_by_label("Jawaban untuk orangnya").fill("Diserahkan di loket.")
    handed.get_by_role("button", name="Sudah diserahkan").click()
    officer.get_by_text("Isi pesan nomor").first.click()
    officer.get_by_text("sebut nomor").first.wait_for()
    keep_pictures(officer, "requests answered")
    assert faults(officer) == []
    officer.goto(address)
    keep_pictures(officer, "requests of a person")
    assert faults(officer) == []


OF_OTHER_ROLES = {
    "line of a sponsor": ("PT Taekwang Subang", "/funding/lines/csr-taekwang/"),
    "users and roles": ("Pengelola Sistem Purwakarta", "/access/roles/"),
    "village without names": ("Bendahara Purwakarta", f"/regions/{TANJUNGSARI}/"),
    "another village's line": ("PT Taekwang Subang", "/funding/lines/kab-2025/"),
}


@pytest.mark.parametrize("name", OF_OTHER_ROLES)
def test_a_page_of_another_role_has_no_fault(officer: Page, browser: Browser, console: Console, name: str) -> None:
    who, address = OF_OTHER_ROLES[name]
    context = browser.new_context(base_url=console.address, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_load_state()
    page.goto(address)
    keep_pictures(page, name)
    assert faults(page) == []
    context.close()


def test_a_link_that_waits_for_another_administrator_has_no_fault(browser: Browser, console: Console) -> None:
    add = ("user", "add", "sari.inspektorat", "--name", "Sari Inspektorat", "--role", "auditor", "--area", "32.14")
    for done in (add, ("token", "issue", "dasbor-kabupaten", "--may", "see-numbers", "--area", "32.14"),
                 ("token", "issue", "portal-provinsi", "--may", "see", "--may", "see-numbers", "--area", "32")):  # fmt: skip
        assert command(console.installation, *done).returncode == 0
    for who in ("Pengelola Sistem Purwakarta", "Pengelola Sistem Kedua"):
        context = browser.new_context(base_url=console.address, locale="id-ID")
        page = context.new_page()
        page.goto("/access/sign-in/")
        page.get_by_role("button", name=who, exact=True).click()
        page.wait_for_load_state()
        page.goto("/access/invitations/")
        if "Kedua" not in who:
            page.get_by_label("Nama pengguna").fill("sari.inspektorat")
            page.get_by_role("button", name="Buat tautan kata sandi baru").click()
            page.get_by_text("setelah pengelola lain menyetujuinya").wait_for()
            keep_pictures(page, "link made")
        else:
            keep_pictures(page, "link to confirm")
            assert faults(page) == []
            page.get_by_role("button", name="Setujui tautan").click()
            page.get_by_text("Tautan disetujui").wait_for()
            page.goto("/access/roles/")
            page.get_by_role("button", name="Cabut dasbor-kabupaten").wait_for()
            keep_pictures(page, "tokens")
        assert faults(page) == []
        context.close()


@pytest.mark.parametrize("day", ["2025-12-31", "2026-02-01"])
def test_the_page_of_a_worker_has_no_fault(officer: Page, day: str) -> None:
    officer.goto(f"/regions/{TANJUNGSARI}/")
    officer.get_by_role("link", name="AI ROHMAT").first.click()
    officer.fill("#id_on", day)
    officer.get_by_role("button", name="Tampilkan", exact=True).click()
    keep_pictures(officer, f"worker {day}")
    assert faults(officer) == []


def test_the_sign_in_page_has_no_fault(page: Page) -> None:
    page.goto("/access/sign-in/")
    keep_pictures(page, "sign-in")
    assert faults(page) == []
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("link", name="Isi kata sandi.").click()
    assert page.evaluate("document.activeElement.id") == "id_password"
    assert faults(page) == []


def test_the_page_in_english_has_no_fault(clerk: Page) -> None:
    clerk.get_by_role("button", name="English").click()
    clerk.get_by_text("earlier", exact=False).first.wait_for()
    assert faults(clerk) == []


def test_the_first_tab_leads_past_the_navigation(clerk: Page) -> None:
    clerk.keyboard.press("Tab")
    assert clerk.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    clerk.keyboard.press("Enter")
    assert clerk.evaluate("document.activeElement.id") == "content"


def test_everything_works_without_javascript(browser: Browser, console: Console, officer: Page) -> None:
    context = browser.new_context(base_url=console.address, java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name=CLERK).click()
    page.get_by_role("link", name="Terlindungi", exact=True).click()
    page.get_by_role("link", name="AI ROHMAT").first.click()
    assert "Terlindungi pada" in page.locator("main").inner_text()
    context.close()


def test_a_page_on_paper_leaves_the_buttons_out(officer: Page) -> None:
    officer.goto(f"/regions/{TANJUNGSARI}/")
    officer.emulate_media(media="print")
    assert not officer.get_by_role("button", name="Keluar").is_visible()
    assert officer.locator(".umbrellas-row").is_visible()
    officer.emulate_media(media="screen")
