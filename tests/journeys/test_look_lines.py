"""Money of the lines as it looks to the treasurer, and pages as they look to other roles."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import As
from tests.journeys.console import looked_at
from tests.roles import TANJUNGSARI

MORNING = "second_morning"
OF_OTHER_ROLES = {
    "line of a sponsor": ("PT Taekwang Subang", "/funding/lines/csr-taekwang/"),
    "users and roles": ("Pengelola Sistem Purwakarta", "/access/roles/"),
    "village without names": ("Bendahara Purwakarta", f"/regions/{TANJUNGSARI}/"),
    "another village's line": ("PT Taekwang Subang", "/funding/lines/kab-2025/"),
}


def _invoice(page: Page) -> None:
    for name, address in {
        "money of all lines": "/funding/?sort=-left",
        "invoice run": "/funding/invoices/?month=2025-11",
    }.items():
        page.goto(address)
        looked_at(page, name)
    page.get_by_role("button", name="Buat tagihan APBD Kabupaten").click()
    looked_at(page, "invoice run done")


def _receive(page: Page) -> None:
    page.goto("/funding/lines/kab-2025/receive/")
    page.get_by_role("button", name="Periksa dulu").click()
    looked_at(page, "receipt refused")
    page.get_by_label("Jumlah (rupiah)").fill("Rp400.000.000")
    page.get_by_label("Nomor bukti").fill("RK 12")
    page.get_by_label("Keterangan").fill("termin pertama")
    page.get_by_role("button", name="Periksa dulu").click()
    looked_at(page, "receipt to confirm")
    page.get_by_role("button", name="Ya, catat").click()
    looked_at(page, "money of a line")


def _correct(page: Page) -> None:
    page.get_by_role("link", name="Jurnal").click()
    looked_at(page, "journal")
    page.get_by_role("link", name="Koreksi catatan").first.click()
    page.get_by_label("Mengapa dikoreksi?").fill("salah dana")
    page.get_by_role("button", name="Periksa dulu").click()
    looked_at(page, "correction to confirm")


def _pay(page: Page) -> None:
    page.goto("/funding/lines/kab-2025/money/?on=2025-11-21")
    looked_at(page, "money of a line on a day")
    page.get_by_role("link", name="kab-2025/2025-11/1").click()
    looked_at(page, "invoice")
    page.get_by_role("link", name="Bayar tagihan ini").click()
    looked_at(page, "invoice to pay")


def test_the_pages_of_money_have_no_fault(as_: As) -> None:
    treasurer = as_("Bendahara Purwakarta")
    for step in (_invoice, _receive, _correct, _pay):
        step(treasurer)


@pytest.mark.parametrize("name", OF_OTHER_ROLES)
def test_a_page_of_another_role_has_no_fault(as_: As, name: str) -> None:
    who, address = OF_OTHER_ROLES[name]
    page = as_(who)
    page.goto(address)
    looked_at(page, name)
