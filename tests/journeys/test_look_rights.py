"""The pages of a person's rights as they look: the NIK shown for a reason, requests, a restriction."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.journeys.console import faults, looked_at

MORNING = "second_morning"


def test_the_pages_of_a_person_s_rights_have_no_fault(officer: Page) -> None:
    _search_by_nik(officer)
    address = _see_the_nik(officer)
    _note_requests(officer, address)
    _hand_over_a_copy(officer)
    officer.goto(address)
    looked_at(officer, "requests of a person")
    _restrict(officer, address)
    _withdraw_and_lift(officer, address)


def _search_by_nik(page: Page) -> None:
    """A NIK that is searched for stands in no address."""
    page.goto("/people/")
    page.get_by_label("Nama atau NIK").fill("3214990000000000")
    page.get_by_role("button", name="Cari").click()
    assert "3214" not in page.url and faults(page) == []


def _see_the_nik(page: Page) -> str:
    """The NIK of a worker shown for a reason; gives the address of what this worker asked for."""
    page.goto("/people/?q=pekerja")
    page.locator("tbody a").first.click()
    page.get_by_label("Mengapa NIK lengkap diperlukan?").fill("mencocokkan dengan KTP")
    page.get_by_role("button", name="Tampilkan NIK lengkap").click()
    looked_at(page, "nik shown")
    page.get_by_role("link", name="Permintaan orang ini atas datanya").click()
    return page.url


def _note(page: Page, address: str, kind: str, how: str) -> None:
    page.goto(address)
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Bagaimana diminta").fill(how)
    if kind == "Perbaikan":
        page.get_by_label("Data yang diperbaiki").select_option("birth_on")
        page.get_by_label("Nilai yang benar").fill("18-05-1980")
    page.get_by_role("button", name="Catat permintaan").click()


def _note_requests(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Catat permintaan").click()
    looked_at(page, "request refused")
    for kind in ("Salinan data", "Penarikan persetujuan", "Penghapusan", "Perbaikan"):
        _note(page, address, kind, "datang sendiri dengan KTP")
    looked_at(page, "requests waiting")


def _asked_for(page: Page, kind: str) -> Locator:
    return page.locator("article", has=page.get_by_role("heading", name=kind))


def _hand_over_a_copy(page: Page) -> None:
    handed = page.get_by_role("article").filter(has_text="Salinan data")
    handed.get_by_label("Jawaban untuk orangnya").fill("Diserahkan di loket.")
    handed.get_by_role("button", name="Sudah diserahkan").click()
    page.get_by_text("Isi pesan nomor").first.click()
    page.get_by_text("sebut nomor").first.wait_for()
    looked_at(page, "requests answered")


def _restrict(page: Page, address: str) -> None:
    _note(page, address, "Pembatasan", "surat 24 November")
    restriction = _asked_for(page, "Pembatasan")
    restriction.get_by_role("button", name="Jalankan").click()
    looked_at(page, "request answered without a word")
    restriction.get_by_label("Jawaban untuk orangnya").fill("dibatasi, diberi tahu lisan")
    restriction.get_by_role("button", name="Jalankan").click()
    looked_at(page, "request answered")
    page.goto(address)
    looked_at(page, "requests of a restricted person")
    page.goto(address.replace("requests/", ""))
    looked_at(page, "restricted person")


def _withdraw_and_lift(page: Page, address: str) -> None:
    """Consent that was withdrawn keeps the restriction, whatever is asked later."""
    page.goto("/people/requests/")
    withdrawn = page.get_by_role("article").filter(has_text="Penarikan persetujuan")
    withdrawn.get_by_label("Jawaban untuk orangnya").fill("Sudah dihentikan.")
    withdrawn.get_by_role("button", name="Jalankan").click()
    page.goto(address)
    page.get_by_label("Mengapa dicabut?").fill("datang lagi, surat 25 November")
    page.get_by_role("button", name="Cabut pembatasan").click()
    looked_at(page, "restriction not lifted without consent")
