"""An accident in a real browser: told on a phone, treated on a letter, computed, approved, and the hospital paid."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.claims.cases import picture
from tests.journeys.console import looked_at

CLERK, OFFICER, APPROVER = (
    "Operator Desa Tanjungsari",
    "Petugas Klaim BPJS Purwakarta",
    "Penyetuju Klaim BPJS Purwakarta",
)
WORKER, HOSPITAL = "AGUS MULYANA", "RSUD Bayu Asih"
PAPERS = ("card", "id-worker", "bank-book", "doctor")
SignIn = Callable[[str], Page]


def reported(clerk: Page) -> str:
    """Told by the clerk, with the facts of stage I; gives the number of the claim."""
    clerk.goto("/claims/report/")
    clerk.get_by_label("Nama pekerja").fill(WORKER)
    clerk.get_by_role("button", name="Cari").click()
    clerk.get_by_role("link", name=f"Pilih {WORKER}").first.click()
    clerk.get_by_label("Kecelakaan kerja", exact=True).check()
    clerk.get_by_label("Hari kejadian").fill("2025-11-19")
    clerk.get_by_role("button", name="Kirim laporan").click()
    clerk.locator("#wrong-source").wait_for()
    looked_at(clerk, "accident report refused")
    clerk.get_by_label("Apa penyebabnya?").fill("traktor terguling")
    clerk.get_by_label("Jam kejadian").fill("10:30")
    clerk.get_by_label("Tempat kejadian").fill("sawah Blok Cikadu")
    clerk.get_by_label("Keluarga").check()
    clerk.get_by_label("Nama yang memberi tahu").fill("BUDI SANTOSO")
    clerk.get_by_label("Nomor telepon").fill("081200000001")
    clerk.get_by_label("Ceritanya").fill("Terjepit setir traktor.")
    clerk.get_by_role("button", name="Kirim laporan").click()
    number = clerk.locator(".answer-word.code").inner_text()
    clerk.get_by_role("link", name="Buka klaim dan unggah surat").click()
    clerk.get_by_label("Penyebab kecelakaan").fill("")
    clerk.get_by_role("button", name="Simpan laporan tahap I").click()
    clerk.locator("#wrong-struck_source").wait_for()
    looked_at(clerk, "accident stage one refused")
    clerk.get_by_label("Penyebab kecelakaan").fill("traktor terguling")
    clerk.get_by_role("button", name="Simpan laporan tahap I").click()
    clerk.get_by_text("Laporan tahap I dicatat.").wait_for()
    return number


def papers(clerk: Page, folder: Path) -> None:
    for shade, kind in enumerate(PAPERS):
        file = folder / f"{kind}.jpg"
        file.write_bytes(picture(20 + 9 * shade))
        clerk.locator(f"#paper-{kind} input[type=file]").set_input_files(file)
        clerk.locator(f"#paper-{kind} button").click()
        clerk.get_by_text("Surat diterima.").wait_for()


def guaranteed(officer: Page, number: str, folder: Path) -> Path:
    """A letter to the hospital, printed; gives the PDF."""
    officer.goto(f"/claims/{number}/")
    officer.get_by_text("Terbitkan surat jaminan").click()
    officer.get_by_label("Nama rumah sakit").fill(HOSPITAL)
    officer.get_by_label("Perawatan dapat dimulai sampai").fill("2025-12-31")
    officer.get_by_role("button", name="Terbitkan", exact=True).click()
    officer.get_by_text("Surat jaminan diterbitkan.").wait_for()
    with officer.expect_download() as waiting:
        officer.get_by_role("button", name="Cetak untuk rumah sakit").click()
    waiting.value.save_as(folder / "surat.pdf")
    return folder / "surat.pdf"


def treated(officer: Page, folder: Path) -> None:
    """The hospital's bill on its letter, and what its doctor states."""
    officer.get_by_text("Catat biaya", exact=True).click()
    officer.get_by_label("Biaya untuk apa?").select_option("treatment")
    officer.get_by_label("Jumlah pada kuitansi").fill("Rp17.250.000")
    officer.get_by_label("Tanggal kuitansi").fill("2025-11-20")
    officer.get_by_label("Rumah sakit, toko atau angkutan").fill(HOSPITAL)
    officer.get_by_label("Siapa yang membayar?").select_option(index=1)
    officer.get_by_role("button", name="Simpan biaya").click()
    looked_at(officer, "accident cost without a receipt")
    bill = folder / "tagihan.jpg"
    bill.write_bytes(picture(230))
    officer.set_input_files("#id_cost_file", bill)
    officer.get_by_role("button", name="Simpan biaya").click()
    officer.get_by_text("Biaya dicatat.").wait_for()
    looked_at(officer, "accident treated on a letter")
    officer.get_by_label("Sembuh").check()
    officer.get_by_label("Nama dokter", exact=True).fill("dr. Ratna")
    officer.get_by_label("Kapan dokter menyatakannya").fill("2025-11-20T08:00")
    officer.get_by_role("button", name="Simpan keterangan dokter").click()
    officer.get_by_text("Keterangan dokter dicatat.").wait_for()


def decided(officer: Page, approver: Page, number: str) -> None:
    officer.get_by_role("button", name="Surat lengkap dan benar").click()
    officer.get_by_role("button", name="Hitung dan serahkan").click()
    officer.get_by_text("Dihitung dan diserahkan").wait_for()
    approver.goto(f"/claims/{number}/")
    looked_at(approver, "accident to decide")
    approver.get_by_role("button", name="Setujui Rp17.250.000").click()
    approver.get_by_text("Disetujui. Pembayarannya disiapkan.").wait_for()


def paid(officer: Page, number: str, folder: Path) -> None:
    """The hospital's account, the file to the bank, and its answer."""
    officer.goto(f"/claims/{number}/")
    officer.get_by_role("link", name=f"Catat rekening {HOSPITAL}").first.click()
    looked_at(officer, "hospital account")
    officer.get_by_label("Bank", exact=True).fill("bjb")
    officer.get_by_label("Nomor rekening").fill("0012345678")
    officer.get_by_label("Pemilik rekening").fill("RSUD BAYU ASIH")
    officer.get_by_role("button", name="Simpan rekening").click()
    officer.goto("/claims/payouts/")
    with officer.expect_download() as waiting:
        officer.get_by_role("button", name="Buat berkas bank (csv)").click()
    out = folder / "keluar.csv"
    waiting.value.save_as(out)
    text = out.read_text("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ",")
    reference = next(value for value in row.values() if value.startswith(number))
    answer = folder / "jawaban.csv"
    answer.write_text(f"REFERENSI,JUMLAH,TANGGAL_BAYAR,ALASAN_GAGAL\n{reference},17250000,21-11-2025,\n", "utf-8")
    officer.goto("/claims/payouts/")
    officer.set_input_files("#id_file", answer)
    officer.get_by_role("button", name="Catat jawaban bank").click()
    officer.get_by_text("1 dibayar, 0 gagal").wait_for()
    officer.goto(f"/claims/{number}/")
    officer.get_by_text("Selesai: semuanya sudah dibayar.").wait_for()
    looked_at(officer, "accident paid")


def checked(hospital: Page, letter: Path) -> None:
    """The hospital scans the letter that it was given."""
    import pypdfium2
    import zxingcpp

    (code,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(letter)[0].render(scale=3).to_pil())
    hospital.goto("/claims/letter/")
    hospital.get_by_label("atau isi kode QR").fill(code.text)
    hospital.get_by_role("button", name="Periksa").click()
    hospital.get_by_text("Asli, perawatan sudah dimulai").wait_for()
    looked_at(hospital, "guarantee letter checked")
    assert WORKER not in hospital.locator(".answer").inner_text()


def test_an_accident_from_the_report_to_the_hospital_s_money(sign_in: SignIn, tmp_path: Path) -> None:
    clerk, officer = sign_in(CLERK), sign_in(OFFICER)
    number = reported(clerk)
    papers(clerk, tmp_path)
    letter = guaranteed(officer, number, tmp_path)
    treated(officer, tmp_path)
    decided(officer, sign_in(APPROVER), number)
    paid(officer, number, tmp_path)
    checked(sign_in(""), letter)
