"""The browser itself is asked: on no page, at phone and desktop width, does anything break the Content-Security-Policy."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.roles import TANJUNGSARI

PAGES = (
    "/access/sign-in/", "/regions/", f"/regions/{TANJUNGSARI}/", f"/regions/{TANJUNGSARI}/?state=waiting", "/people/",
    "/people/?q=ai", "/intake/", "/intake/upload/", "/membership/enrol/", "/law/", "/law/death/", "/access/roles/",
    "/law/calculator/price/?payer=self&sector=other&month=2026-05&income=1000000", "/tidak-ada/", "/api/v1/openapi.json",
)  # fmt: skip
LISTEN = """
addEventListener("securitypolicyviolation", e => console.error("policy broken: " + e.violatedDirective + " " + e.blockedURI));
"""


def listen(page: Page) -> list[str]:
    """What the browser reports from now on."""
    heard: list[str] = []
    page.add_init_script(LISTEN)
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return [] if heard else heard


def broken(heard: list[str]) -> list[str]:
    return [text for text in heard if "olicy" in text]


def test_no_page_breaks_the_policy_at_any_width(clerk: Page) -> None:
    heard = listen(clerk)
    for width in (360, 1280):
        clerk.set_viewport_size({"width": width, "height": 900})
        for address in PAGES:
            clerk.goto(address)
            assert broken(heard) == [], address


def test_a_page_that_refreshes_itself_works_under_the_policy(clerk: Page) -> None:
    heard = listen(clerk)
    clerk.goto(f"/regions/{TANJUNGSARI}/")
    clerk.get_by_role("button", name="English").click()
    clerk.wait_for_load_state()
    styles = "[...document.styleSheets].map(sheet => sheet.href)"
    assert broken(heard) == [] and all(str(href).endswith("payung.css") for href in clerk.evaluate(styles))


def test_a_script_and_a_style_put_into_a_page_are_stopped_and_heard(clerk: Page) -> None:
    heard = listen(clerk)
    clerk.goto("/people/")
    clerk.evaluate(
        """document.body.insertAdjacentHTML("beforeend", "<img src=/x onerror='window.ran = 1'><p style='color:red'>x")"""
    )
    clerk.evaluate(
        """{ const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.body.append(s); }"""
    )
    clerk.wait_for_timeout(300)
    assert clerk.evaluate("window.ran") is None
    assert len(broken(heard)) >= 3
