"""Scholarships in a real browser: the whole schedule, a school's paper, other eyes, the calendar, a year later, and marriage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.claims.cases import picture
from tests.journeys.conftest import in_demo_mode, run_program
from tests.journeys.console import Console, looked_at

OFFICER, APPROVER = "Petugas Klaim BPJS Purwakarta", "Penyetuju Klaim BPJS Purwakarta"
SignIn = Callable[[str], Page]


def proven(officer: Page, number: str, folder: Path) -> None:
    """The eldest child's paper of the school is taken."""
    officer.goto(f"/claims/{number}/")
    looked_at(officer, "scholarship schedule")
    paper = folder / "sekolah.jpg"
    paper.write_bytes(picture(140))
    officer.locator("input[type=file][id^=id_school_]").first.set_input_files(paper)
    officer.get_by_role("button", name="Terima surat sekolah ANI").click()
    officer.get_by_text("Surat sekolah diterima.").wait_for()


def approved(approver: Page, number: str) -> None:
    approver.goto(f"/claims/{number}/")
    looked_at(approver, "scholarship to approve")
    approver.get_by_role("button", name="Setujui Rp2.000.000 untuk ANI").click()
    approver.get_by_text("Pembayaran beasiswa disiapkan").wait_for()


def calendar(officer: Page) -> None:
    """What is due, what comes later, and a state that nothing is in."""
    officer.goto("/claims/")
    officer.get_by_role("link", name="Kalender beasiswa").click()
    looked_at(officer, "scholarships due")
    officer.get_by_role("link", name="Yang akan datang").click()
    looked_at(officer, "scholarships to come")
    officer.get_by_role("link", name="Berhenti").click()
    looked_at(officer, "scholarships nothing")


def married(officer: Page, number: str) -> None:
    """The child marries: what would come after it stops, and the page says why."""
    officer.goto(f"/claims/{number}/")
    officer.get_by_text("Ubah keadaan ANI").click()
    officer.get_by_label("Tahun ke berapa pada jenjang itu").first.fill("3")
    officer.get_by_label("Tanggal menikah").first.fill("2028-06-01")
    officer.get_by_role("button", name="Simpan dan susun ulang jadwal").first.click()
    officer.get_by_text("Jadwal beasiswa disusun ulang.").wait_for()
    officer.locator("summary", has_text="sudah dibayar Rp2.000.000").click()
    officer.get_by_text("karena anak sudah menikah").first.wait_for()
    looked_at(officer, "scholarship stopped")


def test_a_scholarship_over_years(console: Console, as_: SignIn, tmp_path: Path) -> None:
    environment = in_demo_mode(console.installation)
    number = run_program("left_behind.py", environment).strip()
    officer = as_(OFFICER)
    proven(officer, number, tmp_path)
    approved(as_(APPROVER), number)
    calendar(officer)
    run_program("left_behind.py", environment, number)
    married(officer, number)
