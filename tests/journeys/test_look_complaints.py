"""The pages of a complaint as they look: written down, refused, listed, taken, answered."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.console import looked_at

MORNING = "second_morning"


def test_the_pages_of_a_complaint_have_no_fault(officer: Page) -> None:
    officer.goto("/complaints/")
    looked_at(officer, "complaints none")
    _write_down(officer)
    officer.get_by_role("button", name="Tangani pengaduan ini").click()
    officer.get_by_label("Jawaban Anda").fill("Kartu dicetak ulang dengan nama yang benar dan sudah diantar.")
    looked_at(officer, "complaint taken")
    officer.get_by_role("button", name="Simpan jawaban").click()
    looked_at(officer, "complaint answered")
    officer.get_by_label("Apa yang masih salah?").fill("Kartu belum sampai.")
    officer.get_by_role("button", name="Buka kembali").click()
    officer.get_by_text("dibuka kembali oleh").wait_for()
    looked_at(officer, "complaint reopened")
    officer.goto("/complaints/")
    officer.get_by_text("1 pengaduan belum dijawab.").wait_for()
    looked_at(officer, "complaints listed")


def _write_down(page: Page) -> None:
    page.goto("/people/?q=pekerja")
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="Tulis pengaduan").click()
    page.get_by_role("button", name="Catat pengaduan").click()
    looked_at(page, "complaint refused")
    page.get_by_label("Kartu", exact=True).check()
    page.get_by_label("Apa yang salah?").fill("Nama di kartu salah ketik, jadi kartunya ditolak di puskesmas.")
    page.get_by_label("Nama yang mengadu").fill("Ujang Rahmat")
    page.get_by_role("button", name="Catat pengaduan").click()
    looked_at(page, "complaint written")
