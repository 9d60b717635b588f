"""A report that was wrong in a real browser: its cause is corrected, then it is withdrawn, and the family reads so."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.console import looked_at

CLERK, OFFICER = "Operator Desa Tanjungsari", "Petugas Klaim BPJS Purwakarta"
WORKER = "AGUS MULYANA"
SignIn = Callable[[str], Page]


def reported(clerk: Page) -> str:
    clerk.goto("/claims/report/")
    clerk.get_by_label("Nama pekerja").fill(WORKER)
    clerk.get_by_role("button", name="Cari").click()
    clerk.get_by_role("link", name=f"Pilih {WORKER}").first.click()
    clerk.get_by_label("Meninggal, bukan karena kerja").check()
    clerk.get_by_label("Hari kejadian").fill("2025-11-18")
    clerk.get_by_label("Keluarga").check()
    clerk.get_by_label("Nama yang memberi tahu").fill("BUDI SANTOSO")
    clerk.get_by_role("button", name="Kirim laporan").click()
    return clerk.locator(".answer-word.code").inner_text()


def test_a_wrong_report_is_corrected_and_withdrawn(sign_in: SignIn) -> None:
    number = reported(sign_in(CLERK))
    officer = sign_in(OFFICER)
    officer.goto(f"/claims/{number}/")
    officer.get_by_text("Ada yang keliru dicatat? Koreksi").click()
    officer.get_by_label("Meninggal karena kecelakaan kerja").check()
    officer.get_by_role("button", name="Simpan koreksi").click()
    officer.get_by_text("Perlu diperbaiki").first.wait_for(state="attached")
    looked_at(officer, "correction refused")
    officer.get_by_label("Mengapa dikoreksi?").fill("jatuh dari atap saat bekerja")
    officer.get_by_role("button", name="Simpan koreksi").click()
    officer.get_by_text("Koreksi dicatat.").wait_for()
    looked_at(officer, "corrected")
    officer.get_by_text("Laporan ini keliru seluruhnya? Tarik").click()
    officer.get_by_label("Mengapa ditarik?").fill("orangnya masih hidup")
    officer.get_by_role("button", name="Tarik laporan ini").click()
    officer.locator("#id_lives .error").wait_for()
    looked_at(officer, "withdrawal refused")
    officer.get_by_label("Pekerja ini masih hidup").check()
    officer.get_by_role("button", name="Tarik laporan ini").click()
    officer.get_by_text("Laporan ditarik.").wait_for()
    looked_at(officer, "withdrawn")
    officer.goto("/claims/?state=withdrawn")
    officer.get_by_text(number).wait_for()
    looked_at(officer, "withdrawn claims")
