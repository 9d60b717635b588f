"""Places as they look: one that ends, and one that is held for whoever waits."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.conftest import run_program
from tests.journeys.console import Console, looked_at
from tests.roles import NEIGHBOUR

MORNING = "second_morning"


def test_the_pages_of_an_end_have_no_fault(officer: Page) -> None:
    officer.goto(f"/membership/falling-out/?month=2025-12&region={NEIGHBOUR}")
    officer.locator("tbody a").first.click()
    worker = officer.url
    officer.get_by_role("link", name="Bayar sendiri").click()
    looked_at(officer, "self-paying")
    officer.goto(worker)
    officer.get_by_role("link", name="Akhiri kepesertaan").first.click()
    looked_at(officer, "end")
    officer.get_by_role("button", name="Lihat yang akan terjadi").click()
    looked_at(officer, "end without a reason")
    officer.get_by_label("Meninggal").check()
    officer.get_by_label("Kapan terjadinya?").fill("2025-11-20")
    officer.get_by_role("button", name="Lihat yang akan terjadi").click()
    looked_at(officer, "end planned")
    officer.get_by_role("button", name="Ya, akhiri sekarang").click()
    looked_at(officer, "person whose place ended")
    officer.get_by_role("link", name="Lihat pengakhiran").first.click()
    looked_at(officer, "ended")


def test_a_place_that_is_held_and_its_answer_have_no_fault(officer: Page, console: Console) -> None:
    run_program("held_place.py", console.environment)
    officer.goto("/membership/lines/kab-2025/waiting/")
    assert officer.get_by_role("button", name="Diterima oleh").count() == 1
    looked_at(officer, "waiting list with a place that is held")
    officer.get_by_role("button", name="Tidak diambil oleh").click()
    officer.get_by_text("Tempat tidak diambil.").wait_for()
    looked_at(officer, "waiting list when the place was declined")
