"""The audit log as it looks: its state, and the answers to every question."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import As
from tests.journeys.console import Console, looked_at
from tests.roles import say, see

MORNING = "second_morning"


@pytest.fixture(scope="module")
def auditor(as_: As) -> Page:
    """A page of the inspectorate."""
    return as_("Inspektorat Purwakarta")


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
def ai_rohmat(console: Console) -> int:
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
