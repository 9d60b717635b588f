"""A bank account and a health result from the form to the opened page, in a real browser at phone and desktop width."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.console import Console, looked_at

NUMBER = "7788990011223"


@pytest.fixture
def worker_page(console: Console, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """The page of one earlier participant, signed in by the demo's button of a user."""
    contexts = []

    def open_as(user: str) -> Page:
        context = browser.new_context(base_url=console.address, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.goto("/access/sign-in/")
        page.get_by_role("button", name=user).click()
        page.get_by_role("button", name="Keluar").wait_for()
        page.goto("/people/?q=onah")
        page.locator("tbody th a").first.click()
        page.locator("#who-title").wait_for()
        return page

    yield open_as
    for context in contexts:
        context.close()


def test_an_account_is_entered_masked_and_opened_for_a_reason(worker_page: Callable[[str], Page]) -> None:
    page = worker_page("Petugas Disnaker Purwakarta")
    page.get_by_role("link", name="Catat rekening").click()
    looked_at(page, "bank enter")
    page.get_by_label("Bank", exact=True).fill("bjb")
    page.get_by_label("Nomor rekening").fill("12A")
    page.get_by_label("Pemilik rekening").fill("EUIS PEMILIK")
    page.get_by_role("button", name="Simpan rekening").click()
    looked_at(page, "bank refused")
    page.get_by_label("Nomor rekening").fill(NUMBER)
    page.get_by_role("button", name="Simpan rekening").click()
    page.get_by_text("********1223").wait_for()
    assert NUMBER not in page.content()
    looked_at(page, "bank masked")
    page.get_by_label("Alasan membuka").fill("Surat 12/2025")
    page.get_by_role("button", name="Buka nomor rekening").click()
    page.get_by_text(NUMBER).wait_for()
    looked_at(page, "bank opened")
    page.get_by_role("link", name="Ganti rekening").click()
    looked_at(page, "bank replace")
    page.locator("h1 ~ p a").first.click()
    looked_at(page, "worker with account")


def test_a_result_is_recorded_and_opened_for_a_reason(worker_page: Callable[[str], Page]) -> None:
    page = worker_page("Petugas Kesehatan RS Siloam")
    looked_at(page, "worker for health staff")
    page.get_by_role("link", name="Catat hasil").click()
    page.get_by_label("Kegiatan").fill("Posyandu Tanjungsari")
    page.get_by_label("Ya, pada formulir").check()
    page.get_by_label("Tekanan darah sistolik").fill("187")
    page.get_by_role("button", name="Simpan hasil").click()
    looked_at(page, "health refused")
    page.get_by_label("Tekanan darah diastolik").fill("111")
    page.get_by_role("button", name="Simpan hasil").click()
    page.get_by_text("Hasil pemeriksaan dicatat dan disegel.").wait_for()
    looked_at(page, "health record")
    page.goto(page.url.replace("record/", ""))
    looked_at(page, "health closed")
    page.get_by_label("Alasan membuka").fill("Rujukan")
    page.get_by_role("button", name="Buka hasilnya").click()
    page.get_by_text("187/111 mmHg").wait_for()
    looked_at(page, "health opened")
