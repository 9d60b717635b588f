"""A death in Tanjungsari in a real browser: told on a phone, assessed, approved, paid, and followed by the heir."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.claims.cases import DEATH_PAPERS, picture
from tests.journeys.console import Console, looked_at

PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
CLERK, OFFICER, APPROVER = (
    "Operator Desa Tanjungsari",
    "Petugas Klaim BPJS Purwakarta",
    "Penyetuju Klaim BPJS Purwakarta",
)
# A worker of the earlier participants, covered since January, as somebody writes the name who has only heard it.
MISTYPED, RIGHT = "AGUS MULIANA", "AGUS MULYANA"
SignIn = Callable[..., Page]


@pytest.fixture(scope="module")
def sign_in(console: Console, browser: Browser) -> Iterator[SignIn]:
    """Opens a page of somebody, each in a browser of their own."""
    opened = []

    def open_page(who: str = "", size: dict[str, int] = DESK) -> Page:
        context = browser.new_context(base_url=console.address, viewport=size, locale="id-ID")  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        if who:
            page.goto("/access/sign-in/")
            page.get_by_role("button", name=who).click()
            page.wait_for_url("**/regions/**")
        return page

    yield open_page
    for context in opened:
        context.close()


def at(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]


def upload(page: Page, folder: Path) -> None:
    """Brings every paper that the page still asks for, one after the other."""
    for shade, kind in enumerate(DEATH_PAPERS):
        file = folder / f"{kind}.jpg"
        file.write_bytes(picture(20 + 9 * shade))
        row = page.locator(f"#paper-{kind}")
        row.locator("input[type=file]").set_input_files(file)
        row.locator("button").click()
        page.get_by_text("Surat diterima.").wait_for()


def reported(clerk: Page) -> str:
    """Tells the death on a phone, looks at every page on the way, and gives the number of the claim."""
    clerk.goto("/claims/report/")
    looked_at(clerk, "claim report")
    at(clerk, PHONE)
    clerk.get_by_role("button", name="Cari").click()
    looked_at(clerk, "claim report refused")
    clerk.get_by_label("Nama pekerja").fill(MISTYPED)
    clerk.get_by_role("button", name="Cari").click()
    looked_at(clerk, "claim report found")
    at(clerk, PHONE)
    clerk.get_by_role("link", name=f"Pilih {RIGHT}").first.click()
    looked_at(clerk, "claim report facts")
    at(clerk, PHONE)
    clerk.get_by_role("button", name="Kirim laporan").click()
    looked_at(clerk, "claim report facts refused")
    at(clerk, PHONE)
    clerk.get_by_label("Meninggal, bukan karena kerja").check()
    clerk.get_by_label("Hari kejadian").fill("2025-11-19")
    clerk.get_by_label("Keluarga").check()
    clerk.get_by_label("Nama yang memberi tahu").fill("BUDI SANTOSO")
    clerk.get_by_label("Nomor telepon").fill("081200000001")
    clerk.get_by_label("Ceritanya").fill("Sakit lama, meninggal di rumah.")
    clerk.get_by_role("button", name="Kirim laporan").click()
    clerk.get_by_role("heading", name="Laporan diterima").wait_for()
    looked_at(clerk, "claim reported")
    return clerk.locator(".answer-word.code").inner_text()


def papers_and_heir(clerk: Page, folder: Path) -> None:
    """What the family brings to the village: the spouse is named, all papers are photographed."""
    at(clerk, PHONE)
    clerk.get_by_role("link", name="Buka klaim dan unggah surat").click()
    looked_at(clerk, "claim case begun")
    at(clerk, PHONE)
    clerk.get_by_label("Nama seperti di KTP").fill("BUDI SANTOSO")
    clerk.get_by_label("Tanggal lahir").fill("1979-01-02")
    clerk.get_by_role("button", name="Simpan ahli waris").click()
    looked_at(clerk, "claim case papers missing")
    at(clerk, PHONE)
    upload(clerk, folder)
    looked_at(clerk, "claim case papers there")


def assessed(officer: Page, number: str) -> None:
    officer.goto(f"/claims/{number}/")
    looked_at(officer, "claim case for the officer")
    officer.locator("summary", has_text="Keluarkan").click()
    officer.get_by_role("button", name="Keluarkan", exact=True).click()
    looked_at(officer, "claim heir removal refused")
    officer.locator(".error-summary a").click()
    assert str(officer.evaluate("document.activeElement.getAttribute('aria-describedby')")).startswith("wrong-why_")
    officer.goto(f"/claims/{number}/")
    officer.locator("summary", has_text="Catat nomor HP").click()
    officer.locator("input[name=phone]").fill("tetangga")
    officer.locator("form", has=officer.locator("input[name=phone]")).get_by_role("checkbox").check()
    officer.get_by_role("button", name="Simpan nomor").click()
    looked_at(officer, "claim heir number refused")
    officer.goto(f"/claims/{number}/")
    officer.get_by_role("button", name="Surat lengkap dan benar").click()
    looked_at(officer, "claim case complete")
    officer.get_by_role("button", name="Hitung dan serahkan").click()
    officer.get_by_text("Dihitung dan diserahkan").wait_for()
    officer.goto("/claims/")
    looked_at(officer, "claims")


def approved(approver: Page, number: str) -> None:
    approver.goto("/")
    looked_at(approver, "region with claims waiting")
    approver.get_by_role("link", name="klaim menunggu keputusan Anda").click()
    approver.get_by_role("link", name=RIGHT).click()
    looked_at(approver, "claim case to decide")
    approver.get_by_role("button", name="Tolak", exact=True).click()
    looked_at(approver, "claim case decision refused")
    approver.get_by_role("button", name="Setujui Rp42.000.000").click()
    approver.get_by_text("Disetujui. Pembayarannya disiapkan.").wait_for()


def paid(officer: Page, number: str, folder: Path) -> None:
    """Account, the file to the bank, and its answer."""
    officer.goto(f"/claims/{number}/")
    officer.get_by_role("link", name="Catat rekening BUDI SANTOSO").first.click()
    officer.get_by_role("button", name="Simpan rekening").click()
    looked_at(officer, "heir account refused")
    officer.get_by_label("Bank", exact=True).fill("bjb")
    officer.get_by_label("Nomor rekening").fill("0012345678")
    officer.get_by_label("Pemilik rekening").fill("BUDI SANTOSO")
    officer.get_by_role("button", name="Simpan rekening").click()
    officer.goto("/claims/payouts/")
    looked_at(officer, "payouts")
    with officer.expect_download() as waiting:
        officer.get_by_role("button", name="Buat berkas bank (csv)").click()
    out = folder / "keluar.csv"
    waiting.value.save_as(out)
    officer.goto("/claims/payouts/")
    looked_at(officer, "payouts sent")
    text = out.read_text("utf-8-sig")
    first = text.splitlines()[0]
    (row,) = csv.DictReader(text.splitlines(), delimiter=";" if ";" in first else ",")
    reference = next(value for value in row.values() if value.startswith(number))
    answer = folder / "jawaban.csv"
    answer.write_text(f"REFERENSI,JUMLAH,TANGGAL_BAYAR,ALASAN_GAGAL\n{reference},42000000,21-11-2025,\n", "utf-8")
    officer.set_input_files("#id_file", answer)
    officer.get_by_role("button", name="Catat jawaban bank").click()
    officer.get_by_text("1 dibayar, 0 gagal").wait_for()
    officer.goto(f"/claims/{number}/")
    looked_at(officer, "claim case paid")


def test_a_death_from_the_clerk_s_phone_to_the_money_in_the_heir_s_hands(sign_in: SignIn, tmp_path: Path) -> None:
    clerk, officer = sign_in(CLERK, PHONE), sign_in(OFFICER)
    number = reported(clerk)
    papers_and_heir(clerk, tmp_path)
    assessed(officer, number)
    approved(sign_in(APPROVER), number)
    paid(officer, number, tmp_path)
    heir = sign_in("", PHONE)
    heir.goto("/claims/track/")
    looked_at(heir, "track")
    heir.get_by_label("Nomor klaim").fill(number)
    heir.get_by_label("Tanggal lahir ahli waris").fill("1979-01-03")
    heir.get_by_role("button", name="Lihat").click()
    looked_at(heir, "track refused")
    heir.get_by_label("Tanggal lahir ahli waris").fill("1979-01-02")
    heir.get_by_role("button", name="Lihat").click()
    heir.get_by_text("Selesai. Uang sudah dikirim").wait_for()
    looked_at(heir, "track paid")
    assert "BUDI" not in heir.content() and "42.000.000" not in heir.content()


def test_a_death_that_nobody_claimed_is_found_through_the_registry(sign_in: SignIn, tmp_path: Path) -> None:
    officer = sign_in(OFFICER)
    officer.goto("/claims/unclaimed/")
    looked_at(officer, "unclaimed nobody")
    officer.get_by_role("link", name="Kirim daftar kematian catatan sipil").click()
    file = tmp_path / "kematian.csv"
    file.write_text("NIK;Nama;Tanggal Meninggal\n3214995406040001;ONAH NURAENI;18-11-2025\n123;X;18-11-2025\n", "utf-8")
    officer.set_input_files("#id_file", file)
    officer.get_by_role("button", name="Baca daftar ini").click()
    officer.get_by_role("heading", name="2 baris dibaca").wait_for()
    looked_at(officer, "registry taken")
    officer.get_by_role("link", name="Lihat yang belum diklaim").click()
    looked_at(officer, "unclaimed villages")
    officer.get_by_role("link", name="Tanjungsari").click()
    looked_at(officer, "unclaimed of a village")
    officer.get_by_role("link", name="Laporkan kematian ONAH NURAENI").click()
    assert officer.get_by_label("Hari kejadian").input_value() == "2025-11-18"
    officer.goto("/people/?q=ONAH")
    officer.locator("tbody a").first.click()
    looked_at(officer, "person who died unclaimed")
