"""The clerk of Desa Tanjungsari, in a real browser: from the village's own workbook to a card that anyone can verify."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Page

from payung.cards.actions.keep_key import ISSUER_FILE, read_issuer
from payung.cards.actions.sign import JAKARTA
from payung.cards.actions.verify import verify
from tests.installation import EXAMPLE
from tests.journeys.console import Console, faults, keep_download

THE_DAY = datetime(2025, 11, 21, 9, tzinfo=JAKARTA)


def send(page: Page, file: Path) -> None:
    """Sends a list and stays on its preview."""
    page.goto("/intake/upload/")
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Baca daftar ini").click()


def land(page: Page) -> None:
    """Lands the list whose preview is open and waits for its report."""
    page.get_by_role("button", name="Daftarkan").click()
    page.wait_for_selector("#counts-title")


def outcome(page: Page) -> list[str]:
    """The three big figures of a report: landed, waiting, refused."""
    return [figure.inner_text() for figure in page.locator(".outcome strong").all()]


@pytest.fixture(scope="module")
def landed(console: Console, browser: object, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report of the village's own list."""
    context = browser.new_context(base_url=console.address, viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name="Operator Desa Tanjungsari").click()
    send(page, EXAMPLE / "usulan-tanjungsari.xlsx")
    land(page)
    address = page.url
    context.close()
    return address


def test_the_preview_says_what_was_understood(clerk: Page) -> None:
    send(clerk, EXAMPLE / "usulan-tanjungsari.xlsx")
    said = clerk.locator("main").inner_text()
    assert "Judul kolom ada di baris 5; di bawahnya 24 baris pekerja" in said
    assert "4 September 1979" in said
    assert "3214********0001" in said
    assert faults(clerk) == []


def test_17_are_landed_and_7_rows_are_explained(clerk: Page, landed: str) -> None:
    clerk.goto(landed)
    assert outcome(clerk) == ["17", "0", "7"]
    told = clerk.locator("#baris tbody", has_text="Ditolak").all_inner_texts()
    assert len(told) == 7
    assert "Baris 15" in told[1] and "NIK rusak oleh aplikasi lembar kerja" in told[1]
    assert "Yang membayari: APBDes" in told[-1]
    assert faults(clerk) == []


def test_the_workbook_comes_back_coloured_and_explained(clerk: Page, landed: str, tmp_path: Path) -> None:
    clerk.goto(landed)
    file = keep_download(clerk, "Unduh daftar dengan penjelasan", tmp_path)
    assert file.name == "usulan-tanjungsari-diperiksa.xlsx"
    page = openpyxl.load_workbook(file).active
    assert page["B15"].fill.fgColor.rgb == "FFFBE3E1"
    assert any("NIK rusak" in str(cell.value) for cell in page[15])


def test_a_mended_row_is_the_only_new_one(clerk: Page, landed: str, tmp_path: Path) -> None:
    clerk.goto(landed)
    file = keep_download(clerk, "Unduh daftar dengan penjelasan", tmp_path)
    book = openpyxl.load_workbook(file)
    book.active["C26"] = "Cucu Cahyati"
    book.save(file)
    send(clerk, file)
    land(clerk)
    assert outcome(clerk) == ["18", "0", "6"]
    assert "1 di antaranya baru" in clerk.locator(".outcome").inner_text()


def test_a_worker_is_covered_and_the_card_verifies(clerk: Page, landed: str, console: Console, tmp_path: Path) -> None:
    clerk.goto("/regions/32.14.16.2005/?on=2025-11-21")
    clerk.get_by_role("link", name="Ai Rohmat").or_(clerk.get_by_role("link", name="AI ROHMAT")).first.click()
    assert "dibayar oleh Pemerintah Kabupaten Purwakarta" in clerk.locator("main").inner_text()
    card = keep_download(clerk, "Unduh kartu", tmp_path)
    picture = tmp_path / "kartu.png"
    with pypdfium2.PdfDocument(card) as pages:
        pages[0].render(scale=6).to_pil().save(picture)
    issuer = read_issuer(console.installation.folder / "keys" / ISSUER_FILE)
    assert verify(picture, issuers=[issuer], at=THE_DAY).state == "valid"


def test_the_sheets_of_the_village_are_downloaded(clerk: Page, landed: str, tmp_path: Path) -> None:
    clerk.goto("/regions/32.14.16.2005/?on=2025-11-21")
    sheets = keep_download(clerk, "Cetak kartu APBD kabupaten", tmp_path)
    assert sheets.name == "kartu-tanjungsari-kab-2025.pdf"
    with pypdfium2.PdfDocument(sheets) as pages:
        assert len(pages) == 2


def test_one_worker_comes_in_by_the_form(clerk: Page, console: Console) -> None:
    clerk.goto("/membership/enrol/")
    clerk.get_by_role("button", name="Daftarkan").click()
    assert clerk.locator(".error-summary a").count() == 3
    clerk.locator(".error-summary a").first.click()
    assert clerk.evaluate("document.activeElement.id") == "id_nik"
    assert faults(clerk) == []
    for field, text in (("nik", "3214994101800077"), ("name", "Siti Formulir"), ("birth_on", "01-01-1980")):
        clerk.fill(f"#id_{field}", text)
    clerk.check("#sex-p")
    clerk.get_by_role("button", name="Daftarkan").click()
    assert "Siti Formulir terdaftar" in clerk.locator("main").inner_text()
    assert faults(clerk) == []


def test_the_list_of_lists_and_the_upload_have_no_faults(clerk: Page, landed: str) -> None:
    clerk.goto("/intake/")
    assert clerk.get_by_role("link", name="usulan-tanjungsari.xlsx").count() >= 1
    assert faults(clerk) == []
    clerk.goto("/intake/upload/")
    clerk.get_by_role("button", name="Baca daftar ini").click()
    assert faults(clerk) == []


def test_without_javascript_a_list_lands_all_the_same(browser: object, console: Console, tmp_path: Path) -> None:
    context = browser.new_context(base_url=console.address, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name="Operator Desa Tanjungsari").click()
    file = tmp_path / "dua.csv"
    file.write_text("NIK,Nama,Tanggal Lahir\n3214994101800078,Tati,01-01-1980\n3214994101800079,Tuti,01-01-1980\n")
    send(page, file)
    land(page)
    assert outcome(page) == ["2", "0", "0"]
    context.close()
