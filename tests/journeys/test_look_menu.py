"""The menu: one row on a phone until it is opened, all of it on a desk; by keyboard, without JavaScript, and not on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import As
from tests.journeys.console import Console, faults, keep_pictures

PHONE, DESK = {"width": 360, "height": 900}, {"width": 1280, "height": 900}
WHO = ("Operator Desa Tanjungsari", "Petugas Disnaker Purwakarta", "Bendahara Purwakarta")


def below_the_menu(page: Page) -> float:
    """Where the page itself begins, in pixels."""
    return float(page.evaluate("document.querySelector('main').getBoundingClientRect().top"))


@pytest.mark.parametrize("who", WHO)
def test_a_phone_shows_one_row_and_opens_to_all_of_it(as_: As, who: str) -> None:
    page = as_(who)
    page.goto("/regions/32.14.16.2005/")
    keep_pictures(page, f"menu {who}")
    page.set_viewport_size(DESK)
    wide = page.locator(".navigation a").all_inner_texts()
    assert len(wide) > 3 and not page.locator(".navigation summary").is_visible()
    page.set_viewport_size(PHONE)
    assert page.locator(".navigation a:visible").count() == 0
    closed = below_the_menu(page)
    page.locator(".navigation summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".navigation a:visible").all_inner_texts() == wide
    assert page.locator(".navigation a[aria-current=page]").count() == 1
    assert below_the_menu(page) > closed + 44 * (len(wide) // 2) - 1
    keep_pictures(page, f"menu open {who}")
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state("load")
    assert page.locator(".navigation a:visible").count() == 0, "folded again on the next page"


def test_the_menu_opens_without_javascript(browser: Browser, console: Console) -> None:
    context = browser.new_context(base_url=console.address, java_script_enabled=False, locale="id-ID", viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name=WHO[0]).click()
    page.locator(".navigation summary").click()
    page.get_by_role("link", name="Lapor kejadian").click()
    page.wait_for_url("**/claims/report/")
    assert "Lapor kejadian" in page.locator(".navigation summary").inner_text()
    page.emulate_media(media="print")
    assert not page.locator(".navigation summary").is_visible()
    context.close()
