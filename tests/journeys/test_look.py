"""Every page as it looks: nothing for axe to find at phone and desktop width, and all of it within reach of a keyboard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from tests.installation import CHECKOUT
from tests.journeys.console import Console, faults, looked_at
from tests.roles import NEIGHBOUR, TANJUNGSARI, say, see

OFFICER, CLERK = "Petugas Disnaker Purwakarta", "Operator Desa Tanjungsari"
PAGES = {
    "regency": "/regions/32.14/",
    "regency sorted": "/regions/32.14/?sort=-coverage",
    "no such name": "/regions/32.14/?q=zzz",
    "before the count": "/regions/32.14/?on=2025-01-05",
    "district": "/regions/32.14.16/",
    "village": f"/regions/{TANJUNGSARI}/",
    "village on an unpaid day": f"/regions/{TANJUNGSARI}/?on=2027-01-05",
    "waiting": f"/regions/{NEIGHBOUR}/?state=waiting",
    "no worker yet": "/regions/32.14.17.2001/",
    "search": "/people/",
    "found": "/people/?q=pekerja",
    "too short": "/people/?q=a",
    "requests": "/people/requests/",
    "privacy": "/privacy/",
    "release": "/membership/release/",
    "quotas": "/programmes/lines/kab-2025/quotas/",
    "share again": "/programmes/lines/kab-2025/quotas/share-again/",
    "refill": "/membership/lines/kab-2025/refill/",
    "quotas of a district": "/programmes/lines/kab-2025/quotas/?district=32.14.16&sort=waiting",
    "waiting list": "/membership/lines/kab-2025/waiting/",
    "waiting list of nobody": "/membership/lines/csr-taekwang/waiting/",
    "quotas of one pool": "/programmes/lines/csr-taekwang/quotas/",
    "renewals": "/membership/renew/",
    "renew": "/membership/renew/kab-2025/",
    "falling out": "/membership/falling-out/",
    "falling out of a village": f"/membership/falling-out/?month=2025-12&region={TANJUNGSARI}",
    "nobody falls out": "/membership/falling-out/?month=2027-01",
    "reminders": f"/membership/falling-out/reminders/?month=2025-12&region={TANJUNGSARI}",
    "law": "/law/",
    "law accident": "/law/accident/",
    "law price": "/law/calculator/price/?payer=self&sector=other&month=2026-05&income=1000000",
    "law death": "/law/calculator/death/?on=2025-12-10&cause=natural&months_paid=40&base=1000000&children=2015-01-01",
    "law term": "/law/calculator/term/?from=2025-11&months=2&payer=self&sector=other&income=1000000",
    "law eligibility": "/law/calculator/eligibility/?on=2025-11-24&birth_on=1960-11-24&works=yes&decile=5&decile_at_most=4",
    "law deadline": "/law/calculator/deadline/?kind=jkm&complete_on=2026-03-17&paid_on=2026-04-02&amount=42000000",
    "law injury": "/law/calculator/accident/?on=2025-12-10&base=1000000&inability_months=14&loss=thumb:right",
    "law heirs": "/law/calculator/heirs/?on=2025-12-10&amount=42000000&family=istri%0Aanak%0Aanak",
    "law refused": "/law/calculator/heirs/?on=2025-12-10&amount=x&family=istri",
    "not found": "/regions/33.01/",
}


@pytest.fixture(scope="module")
def officer(console: Console, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the officer, when the lists of the second morning have come."""
    program = Path(__file__).parent / "second_morning.py"
    environment = {**console.environment, "PYTHONPATH": str(CHECKOUT)}
    subprocess.run(
        [sys.executable, str(program), str(tmp_path_factory.mktemp("lists"))], env=environment, check=True, timeout=120
    )
    context = browser.new_context(base_url=console.address, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name=OFFICER).click()
    page.wait_for_url("**/regions/32.14/")
    yield page
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault(officer: Page, name: str) -> None:
    officer.goto(PAGES[name])
    looked_at(officer, name)


def test_the_pages_of_an_end_have_no_fault(officer: Page) -> None:
    officer.goto(f"/membership/falling-out/?month=2025-12&region={NEIGHBOUR}")
    officer.locator("tbody a").first.click()
    worker = officer.url
    officer.get_by_role("link", name="Bayar sendiri").click()
    looked_at(officer, "self-paying")
    officer.goto(worker)
    officer.get_by_role("link", name="Akhiri kepesertaan").first.click()
    looked_at(officer, "end")
    officer.get_by_role("button", name="Lihat yang akan terjadi").click()
    looked_at(officer, "end without a reason")
    officer.get_by_label("Meninggal").check()
    officer.get_by_label("Kapan terjadinya?").fill("2025-11-20")
    officer.get_by_role("button", name="Lihat yang akan terjadi").click()
    looked_at(officer, "end planned")
    officer.get_by_role("button", name="Ya, akhiri sekarang").click()
    looked_at(officer, "person whose place ended")
    officer.get_by_role("link", name="Lihat pengakhiran").first.click()
    looked_at(officer, "ended")


def test_the_pages_of_a_person_s_rights_have_no_fault(officer: Page) -> None:
    officer.goto("/people/")
    officer.get_by_label("Nama atau NIK").fill("3214990000000000")
    officer.get_by_role("button", name="Cari").click()
    assert "3214" not in officer.url and faults(officer) == []
    officer.goto("/people/?q=pekerja")
    officer.locator("tbody a").first.click()
    officer.get_by_label("Mengapa NIK lengkap diperlukan?").fill("mencocokkan dengan KTP")
    officer.get_by_role("button", name="Tampilkan NIK lengkap").click()
    looked_at(officer, "nik shown")
    officer.get_by_role("link", name="Permintaan orang ini atas datanya").click()
    address = officer.url
    officer.get_by_role("button", name="Catat permintaan").click()
    looked_at(officer, "request refused")
    for kind in ("Salinan data", "Penarikan persetujuan", "Penghapusan"):
        officer.goto(address)
        officer.get_by_label(kind, exact=True).check()
        officer.get_by_label("Bagaimana diminta").fill("datang sendiri dengan KTP")
        officer.get_by_role("button", name="Catat permintaan").click()
    officer.goto(address)
    officer.get_by_label("Perbaikan", exact=True).check()
    officer.get_by_label("Bagaimana diminta").fill("datang sendiri dengan KTP")
    officer.get_by_label("Data yang diperbaiki").select_option("birth_on")
    officer.get_by_label("Nilai yang benar").fill("18-05-1980")
    officer.get_by_role("button", name="Catat permintaan").click()
    looked_at(officer, "requests waiting")
    handed = officer.get_by_role("article").filter(has_text="Salinan data")
    handed.get_by_label("Jawaban untuk orangnya").fill("Diserahkan di loket.")
    handed.get_by_role("button", name="Sudah diserahkan").click()
    officer.get_by_text("Isi pesan nomor").first.click()
    officer.get_by_text("sebut nomor").first.wait_for()
    looked_at(officer, "requests answered")
    officer.goto(address)
    looked_at(officer, "requests of a person")
    officer.get_by_label("Pembatasan", exact=True).check()
    officer.get_by_label("Bagaimana diminta").fill("surat 24 November")
    officer.get_by_role("button", name="Catat permintaan").click()
    restriction = officer.locator("article", has=officer.get_by_role("heading", name="Pembatasan"))
    restriction.get_by_role("button", name="Jalankan").click()
    looked_at(officer, "request answered without a word")
    restriction.get_by_label("Jawaban untuk orangnya").fill("dibatasi, diberi tahu lisan")
    restriction.get_by_role("button", name="Jalankan").click()
    looked_at(officer, "request answered")
    officer.goto(address)
    looked_at(officer, "requests of a restricted person")
    officer.goto(address.replace("requests/", ""))
    looked_at(officer, "restricted person")
    officer.goto("/people/requests/")
    withdrawn = officer.get_by_role("article").filter(has_text="Penarikan persetujuan")
    withdrawn.get_by_label("Jawaban untuk orangnya").fill("Sudah dihentikan.")
    withdrawn.get_by_role("button", name="Jalankan").click()
    officer.goto(address)
    officer.get_by_label("Mengapa dicabut?").fill("datang lagi, surat 25 November")
    officer.get_by_role("button", name="Cabut pembatasan").click()
    looked_at(officer, "restriction not lifted without consent")


OF_OTHER_ROLES = {
    "line of a sponsor": ("PT Taekwang Subang", "/funding/lines/csr-taekwang/"),
    "users and roles": ("Pengelola Sistem Purwakarta", "/access/roles/"),
    "village without names": ("Bendahara Purwakarta", f"/regions/{TANJUNGSARI}/"),
    "another village's line": ("PT Taekwang Subang", "/funding/lines/kab-2025/"),
}


def test_the_pages_of_money_have_no_fault(officer: Page, browser: Browser, console: Console) -> None:
    context = browser.new_context(base_url=console.address, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name="Bendahara Purwakarta", exact=True).click()
    page.wait_for_load_state()
    for name, address in {
        "money of all lines": "/funding/?sort=-left",
        "invoice run": "/funding/invoices/?month=2025-11",
    }.items():
        page.goto(address)
        looked_at(page, name)
    page.get_by_role("button", name="Buat tagihan APBD Kabupaten").click()
    looked_at(page, "invoice run done")
    page.goto("/funding/lines/kab-2025/receive/")
    page.get_by_role("button", name="Periksa dulu").click()
    looked_at(page, "receipt refused")
    for label, said in {
        "Jumlah (rupiah)": "Rp400.000.000",
        "Nomor bukti": "RK 12",
        "Keterangan": "termin pertama",
    }.items():
        page.get_by_label(label).fill(said)
    page.get_by_role("button", name="Periksa dulu").click()
    looked_at(page, "receipt to confirm")
    page.get_by_role("button", name="Ya, catat").click()
    looked_at(page, "money of a line")
    page.get_by_role("link", name="Jurnal").click()
    looked_at(page, "journal")
    page.get_by_role("link", name="Koreksi catatan").first.click()
    page.get_by_label("Mengapa dikoreksi?").fill("salah dana")
    page.get_by_role("button", name="Periksa dulu").click()
    looked_at(page, "correction to confirm")
    page.goto("/funding/lines/kab-2025/money/?on=2025-11-21")
    looked_at(page, "money of a line on a day")
    page.get_by_role("link", name="kab-2025/2025-11/1").click()
    looked_at(page, "invoice")
    page.get_by_role("link", name="Bayar tagihan ini").click()
    looked_at(page, "invoice to pay")
    context.close()


@pytest.mark.parametrize("name", OF_OTHER_ROLES)
def test_a_page_of_another_role_has_no_fault(officer: Page, browser: Browser, console: Console, name: str) -> None:
    who, address = OF_OTHER_ROLES[name]
    context = browser.new_context(base_url=console.address, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_load_state()
    page.goto(address)
    looked_at(page, name)
    context.close()


@pytest.fixture(scope="module")
def auditor(officer: Page, browser: Browser, console: Console) -> Iterator[Page]:
    """A page of the inspectorate, when the lists have come."""
    context = browser.new_context(base_url=console.address, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name="Inspektorat Purwakarta", exact=True).click()
    page.wait_for_load_state()
    yield page
    context.close()


def ask_the_log(page: Page, question: str, of: str) -> None:
    page.goto("/access/audit/")
    page.get_by_role("link", name=question).click()
    page.locator("#id_of").fill(of)
    page.get_by_role("button", name="Tanyakan").click()


CHECKED = """INSERT INTO audit_check (checked_at, since, rows, ledger_rows, seals, faults)
    VALUES (now() - make_interval(days => %s), NULL, 1234, 20, 12, %s)"""
BROKEN = """[{"code": "chain_row_altered", "facts": {"seq": 7, "at": "2025-11-23T17:07:00+00:00", "id": "7",
    "by": "operator-desa-tanjungsari", "table": "person"}}]"""


def test_the_state_of_the_log_has_no_fault(auditor: Page, console: Console) -> None:
    for days, found, name in ((0, "[]", "well"), (3, "[]", "late"), (0, BROKEN, "broken")):
        with psycopg.connect(console.installation.app_url) as db:
            db.execute(CHECKED, [days, found])
        auditor.goto("/access/audit/")
        looked_at(auditor, name)
    with psycopg.connect(console.installation.app_url) as db:
        db.execute(CHECKED, [0, "[]"])


@pytest.fixture(scope="module")
def ai_rohmat(officer: Page, console: Console) -> int:
    """A worker who was changed and looked at; gives the number."""
    with psycopg.connect(console.installation.app_url) as db:
        say(see(db, "32.14"), by="operator-desa", role="village-clerk", address="10.1.2.3")
        asked = "UPDATE person SET address = 'Kampung Baru RT 2', sex = 'L' WHERE name = 'AI ROHMAT' RETURNING id"
        (number,) = db.execute(asked).fetchone()
        db.execute("SELECT record_reading('nik', 'person', ARRAY[%s], 'mencocokkan dengan KTP')", [number])
    return int(number)


def test_what_was_seen_and_changed_of_a_worker_has_no_fault(auditor: Page, ai_rohmat: int) -> None:
    ask_the_log(auditor, "Siapa yang melihat orang ini?", str(ai_rohmat))
    looked_at(auditor, "seen")
    ask_the_log(auditor, "Apa yang berubah pada catatan ini?", str(ai_rohmat))
    assert "Kampung Baru RT 2" in auditor.locator("main").inner_text()
    looked_at(auditor, "changed twice")


def test_every_answer_of_the_log_has_no_fault(auditor: Page) -> None:
    ask_the_log(auditor, "Siapa yang melihat orang ini?", "pekerja 1")
    looked_at(auditor, "whom")
    auditor.locator("ul.told a").first.click()
    auditor.wait_for_url("**of=*")
    looked_at(auditor, "seen by nobody")
    auditor.goto("/access/audit/?q=done&of=operator")
    looked_at(auditor, "done")
    auditor.get_by_role("link", name="Unduh sebagai Excel").wait_for()
    ask_the_log(auditor, "Apa yang dilakukan pengguna ini?", "e")
    looked_at(auditor, "which user")
    ask_the_log(auditor, "Apa yang berubah pada catatan ini?", "AI ROHMAT")
    auditor.locator("ul.told a").first.click()
    auditor.wait_for_url("**of=*")
    looked_at(auditor, "changed")
    auditor.goto("/access/audit/?q=done&of=operator&begin=2025-01-01&place=32.14.16&deed=add")
    looked_at(auditor, "narrowed")
    auditor.goto("/access/audit/?q=done&of=operator&place=Tanjung")
    looked_at(auditor, "which place")
    auditor.goto("/access/audit/?q=done&of=operator&place=sari")
    looked_at(auditor, "no such place")
    auditor.goto("/access/audit/?q=done&of=operator&begin=2025-01-01&end=2025-01-02&deed=nik")
    looked_at(auditor, "nothing fits")


def test_a_wrong_question_to_the_log_has_no_fault(auditor: Page) -> None:
    ask_the_log(auditor, "Siapa yang melihat orang ini?", "3214990000000000")
    assert "3214" not in auditor.url
    looked_at(auditor, "unknown nik")
    ask_the_log(auditor, "Apa yang berubah pada catatan ini?", "")
    looked_at(auditor, "nothing typed")


@pytest.mark.parametrize("day", ["2025-12-31", "2026-02-01"])
def test_the_page_of_a_worker_has_no_fault(officer: Page, day: str) -> None:
    officer.goto(f"/regions/{TANJUNGSARI}/")
    officer.get_by_role("link", name="AI ROHMAT").first.click()
    officer.fill("#id_on", day)
    officer.get_by_role("button", name="Tampilkan", exact=True).click()
    looked_at(officer, f"worker {day}")


def test_the_sign_in_page_has_no_fault(page: Page) -> None:
    page.goto("/access/sign-in/")
    looked_at(page, "sign-in")
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("link", name="Isi kata sandi.").click()
    assert page.evaluate("document.activeElement.id") == "id_password"
    assert faults(page) == []


def test_the_page_in_english_has_no_fault(clerk: Page) -> None:
    clerk.get_by_role("button", name="English").click()
    clerk.get_by_text("earlier", exact=False).first.wait_for()
    assert faults(clerk) == []


def test_the_first_tab_leads_past_the_navigation(clerk: Page) -> None:
    clerk.keyboard.press("Tab")
    assert clerk.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    clerk.keyboard.press("Enter")
    assert clerk.evaluate("document.activeElement.id") == "content"


def test_everything_works_without_javascript(browser: Browser, console: Console, officer: Page) -> None:
    context = browser.new_context(base_url=console.address, java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto("/access/sign-in/")
    page.get_by_role("button", name=CLERK).click()
    page.get_by_role("link", name="Terlindungi", exact=True).click()
    page.get_by_role("link", name="AI ROHMAT").first.click()
    assert "Terlindungi pada" in page.locator("main").inner_text()
    context.close()


def test_a_page_on_paper_leaves_the_buttons_out(officer: Page) -> None:
    officer.goto(f"/regions/{TANJUNGSARI}/")
    officer.emulate_media(media="print")
    assert not officer.get_by_role("button", name="Keluar").is_visible()
    assert officer.locator(".umbrellas-row").is_visible()
    officer.emulate_media(media="screen")
