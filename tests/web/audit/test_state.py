"""How it stands with the log, on its page: sealed or late, checked or never, whole or broken, and what to do."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from payung.access import jobs
from payung.access.actions.keep_seal_key import seal_key
from payung.access.actions.note_check import note_check
from payung.access.actions.seal_history import seal_history
from payung.access.actions.verify_chain import Fault
from payung.access.actions.verify_history import Verified
from payung.access.models import AuditCheck
from payung.access.queries import checks
from tests.roles import as_app, as_owner, breaks, put
from tests.users import a_client
from tests.web.pages import words

pytestmark = pytest.mark.django_db
ALTERED = Fault(
    "chain_row_altered", {"seq": 7, "at": "2025-11-23T17:07:00+00:00", "by": "x", "table": "person", "id": "7"}
)
ROW = {"checked_at": "2025-11-21", "rows": 1, "ledger_rows": 0, "seals": 0, "faults": "[]"}


@pytest.fixture
def auditor(db: None) -> Client:
    return a_client("ira", "auditor", "32.14")


@pytest.fixture
def folders(settings: Settings, tmp_path: Path) -> Path:
    """Seals and their key in a folder of this test alone."""
    settings.SEAL_FOLDER = settings.KEY_FOLDER = tmp_path
    return tmp_path


def link_what_is_written() -> None:
    """The log of this transaction is linked now, as it would be at its end."""
    a_client("ira", "auditor", "32.14")
    with connection.cursor() as db:
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")


def page(client: Client) -> str:
    return words(client.get("/access/audit/"))


def checked(*faults: Fault, ago: timedelta = timedelta(0), since: datetime | None = None) -> None:
    found = Verified(rows=1234, ledger_rows=20, seals=12, since=since.date() if since else None, faults=list(faults))
    note_check(found, at=timezone.now() - ago)


def test_a_log_that_was_never_sealed_or_checked_says_so_and_what_to_do(auditor: Client) -> None:
    said = page(auditor)
    assert "belum pernah disegel" in said and "payung audit seal" in said
    assert "Catatan belum pernah diperiksa" in said and "payung audit verify" in said


def test_a_whole_check_says_when_how_much_and_that_it_is_well(auditor: Client) -> None:
    checked()
    said = page(auditor)
    assert "Catatan utuh" in said and "1.234 catatan, 20 baris buku besar dan 12 segel, semuanya cocok" in said
    assert "Diperiksa seluruhnya" in said and "terlambat" not in said


def test_a_check_of_the_last_days_says_since_when_and_when_everything_was(auditor: Client) -> None:
    checked(ago=timedelta(days=3))
    checked(since=datetime(2025, 11, 24))
    said = page(auditor)
    assert "sejak segel 24 November 2025" in said and "Seluruhnya terakhir diperiksa" in said


def test_a_broken_chain_names_its_first_link_in_words_and_what_to_do(auditor: Client) -> None:
    checked(ALTERED)
    said = page(auditor)
    assert "Catatan tidak utuh" in said and "Mata rantai nomor 7 tidak cocok" in said
    assert "24 November 2025 pukul 00.07, oleh x, tabel data pekerja" in said
    assert "Jangan memulihkan cadangan" in said and "Catatan utuh" not in said


def test_a_fault_stands_until_everything_was_checked_and_is_well(auditor: Client) -> None:
    checked(ALTERED)
    checked(since=datetime(2025, 11, 24))
    assert "Catatan tidak utuh" in page(auditor)
    checked()
    said = page(auditor)
    assert "Catatan utuh" in said and "Catatan tidak utuh" not in said
    assert "Pernah tidak cocok" in said and "Mata rantai nomor 7" in said


@pytest.mark.parametrize(("hours", "late"), [(47, False), (49, True)])
def test_a_seal_and_a_check_are_late_after_two_days(auditor: Client, folders: Path, hours: int, late: bool) -> None:
    at = timezone.localtime() - timedelta(hours=hours)
    seal_history(folder=folders, key=seal_key(folders), at=at)
    checked(ago=timedelta(hours=hours))
    said = page(auditor)
    assert ("Segel terlambat" in said) == late == ("Pemeriksaan terlambat" in said)
    assert ("Segel terakhir: nomor 1" in said) != late


def test_every_auditor_sees_how_it_stands_wherever_the_area(folders: Path) -> None:
    checked(ALTERED)
    assert "Mata rantai nomor 7" in page(a_client("budi", "auditor", "33.01"))


def test_the_daily_job_seals_checks_and_keeps_the_result_once_a_day(folders: Path) -> None:
    link_what_is_written()
    jobs.seal_daily(timestamp=0)
    (first,) = AuditCheck.objects.all()
    assert (first.since, first.faults, first.seals) == (None, [], 1) and first.rows > 0
    jobs.seal_daily(timestamp=0)
    assert AuditCheck.objects.count() == 1


def test_between_two_whole_checks_the_job_checks_what_is_new(folders: Path) -> None:
    link_what_is_written()
    seal_history(folder=folders, key=seal_key(folders), at=timezone.localtime() - timedelta(days=1))
    checked(ago=timedelta(days=6))
    jobs.seal_daily(timestamp=0)
    assert checks().last.since == timezone.localdate() - timedelta(days=1)


def test_a_check_that_was_cut_short_after_the_seal_is_made_up_for(folders: Path) -> None:
    link_what_is_written()
    jobs.seal_now()
    jobs.seal_daily(timestamp=0)
    assert AuditCheck.objects.count() == 1


def test_a_whole_check_is_due_after_a_week_and_finds_what_was_changed_past_the_program(folders: Path) -> None:
    checked(ago=timedelta(days=7))
    a_client("ira", "auditor", "32.14")
    jobs.seal_daily(timestamp=0)
    last = checks().last
    assert last.since is None and [fault["code"] for fault in last.faults] == ["chain_row_unlinked"]


def test_the_result_of_a_check_is_only_added_to() -> None:
    for change in ("UPDATE audit_check SET faults = '[]'", "DELETE FROM audit_check", "TRUNCATE audit_check"):
        with as_owner() as db:
            put(db, "audit_check", **ROW)
            with breaks(db, "audit_check_is_only_added_to"):
                db.execute(change)


def test_the_program_may_not_take_a_check_back() -> None:
    with as_app() as db:
        rights = "SELECT has_table_privilege('audit_check', 'UPDATE') OR has_table_privilege('audit_check', 'DELETE')"
        assert db.execute(rights).fetchone() == (False,)


@pytest.mark.parametrize("column", ["rows", "ledger_rows", "seals"])
def test_a_check_counts_from_nought(column: str) -> None:
    with as_owner() as db, breaks(db, "audit_check_counts_from_nought"):
        put(db, "audit_check", **{**ROW, column: -1})


def test_without_any_check_nothing_is_known() -> None:
    known = checks()
    assert (known.last, known.whole, known.broken, known.past) == (None, None, None, [])
