"""The pages of a complaint as they look: written down, refused, listed, taken, answered; and of messages to a family."""

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


def test_the_wish_for_messages_and_what_became_of_them_have_no_fault(officer: Page) -> None:
    officer.goto("/people/?q=pekerja")
    officer.locator("tbody a").nth(1).click()
    officer.get_by_role("link", name="Laporkan kematian atau kecelakaan").click()
    officer.get_by_label("Meninggal, bukan karena kerja").check()
    officer.get_by_label("Hari kejadian").fill("2025-11-18")
    officer.get_by_label("Keluarga", exact=True).check()
    officer.get_by_label("Nama yang memberi tahu").fill("Budi Santoso")
    officer.get_by_label("Kirim kabar klaim ini lewat SMS").check()
    officer.get_by_role("button", name="Kirim laporan").click()
    looked_at(officer, "messages without a number")
    officer.get_by_label("Nomor telepon yang memberi tahu").fill("0812 0000 0001")
    officer.get_by_role("button", name="Kirim laporan").click()
    officer.goto(officer.url.replace("reported/", ""))
    officer.get_by_text("SMS belum terkirim").wait_for()
    looked_at(officer, "messages of a claim")
