"""Every page as it looks: nothing for axe to find at phone and desktop width, and all of it within reach of a keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.console import Console, faults, looked_at
from tests.roles import NEIGHBOUR, TANJUNGSARI

MORNING = "second_morning"
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
    "quotas": "/programmes/lines/kab-2025/quotas/",
    "share again": "/programmes/lines/kab-2025/quotas/share-again/",
    "refill": "/membership/lines/kab-2025/refill/",
    "quotas of a district": "/programmes/lines/kab-2025/quotas/?district=32.14.16&sort=waiting",
    "waiting list": "/membership/lines/kab-2025/waiting/",
    "waiting list of nobody": "/membership/lines/csr-taekwang/waiting/",
    "quotas of one pool": "/programmes/lines/csr-taekwang/quotas/",
    "renewals": "/membership/renew/",
    "renew": "/membership/renew/kab-2025/",
    "falling out": "/membership/falling-out/",
    "falling out of a village": f"/membership/falling-out/?month=2025-12&region={TANJUNGSARI}",
    "nobody falls out": "/membership/falling-out/?month=2027-01",
    "reminders": f"/membership/falling-out/reminders/?month=2025-12&region={TANJUNGSARI}",
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


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault(officer: Page, name: str) -> None:
    officer.goto(PAGES[name])
    looked_at(officer, name)


@pytest.mark.parametrize("day", ["2025-12-31", "2026-02-01"])
def test_the_page_of_a_worker_has_no_fault(officer: Page, day: str) -> None:
    officer.goto(f"/regions/{TANJUNGSARI}/")
    officer.get_by_role("link", name="AI ROHMAT").first.click()
    officer.fill("#id_on", day)
    officer.get_by_role("button", name="Tampilkan", exact=True).click()
    looked_at(officer, f"worker {day}")


def test_the_sign_in_page_has_no_fault(page: Page) -> None:
    page.goto("/access/sign-in/")
    looked_at(page, "sign-in")
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
    page.get_by_role("button", name="Operator Desa Tanjungsari").click()
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
