"""The pages of money as they look: the reconciliation, the bank's statement, the answers of BPJS."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import As, run_program
from tests.journeys.console import Console, looked_at

LINE = "/funding/reconciliation/lama-tanjungsari/"
KORAN = (
    "Saldo Awal;5.000.000\nTanggal;Uraian;Debet;Kredit\n28/11/2025;IURAN PYG-7F3K2;1;\n28/11/2025;BIAYA ADM;5.000;\n"
    "28/11/2025;DANA KAB-2025 TAHAP 1;;7.000.000\n"
)


# Nine pages at two widths take longer than a test of the suite may: pytest -m slow.
@pytest.mark.slow
def test_the_pages_of_money_look_right(console: Console, as_: As, tmp_path: Path) -> None:
    # November invoiced under a payment code, the payer's money received.
    run_program("invoiced_november.py", console.environment)
    officer = as_("Petugas Disnaker Purwakarta")
    officer.goto(f"{LINE}answers/")
    looked_at(officer, "answers")
    balasan = tmp_path / "balasan.csv"
    balasan.write_text("NIK;KPJ;Status;Alasan\n3214990000000001;12345678901;Valid;\nx;;Ditolak;Usia\n", "utf-8")
    officer.get_by_label("Berkas dari BPJS").set_input_files(balasan)
    officer.get_by_role("button", name="Catat jawaban ini").click()
    officer.get_by_role("heading", name="Yang perlu ditanyakan").wait_for()
    looked_at(officer, "answer file")
    officer.goto(f"{LINE}?month=2025-11&class=unpaid")
    looked_at(officer, "reconciliation officer")
    treasurer = as_("Bendahara Purwakarta")
    treasurer.goto(f"{LINE}?month=2025-11&class=unpaid")
    looked_at(treasurer, "reconciliation treasurer")
    koran = tmp_path / "koran.csv"
    koran.write_text(f"{KORAN}Saldo Akhir;11.994.999\n", "utf-8")
    treasurer.goto("/funding/statements/")
    treasurer.get_by_label("Berkas dari bank").set_input_files(koran)
    treasurer.get_by_role("button", name="Catat rekening koran").click()
    treasurer.get_by_role("link", name="Putuskan baris 3").wait_for()
    looked_at(treasurer, "statement")
    treasurer.get_by_role("link", name="Putuskan baris 3").click()
    treasurer.get_by_role("button", name="Catat keputusan").wait_for()
    looked_at(treasurer, "statement line")
    treasurer.go_back()
    treasurer.get_by_role("link", name="Putuskan baris 5").click()
    treasurer.get_by_role("button", name="sebagai penerimaan").wait_for()
    looked_at(treasurer, "money that came in")
    treasurer.get_by_role("button", name="sebagai penerimaan").click()
    treasurer.get_by_text("catatan nomor").wait_for()
    treasurer.goto("/funding/statements/")
    looked_at(treasurer, "statements")
    treasurer.goto("/funding/reconciliation/")
    looked_at(treasurer, "reconciliation lines")
