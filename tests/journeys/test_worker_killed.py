"""The worker dies while a large list lands: a new one takes the list up and finishes it, once."""

from __future__ import annotations

import time
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page

from tests.journeys.console import Console
from tests.lists import workers, write_list

ROWS = 8_000


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """8,000 fit workers: enough that landing takes longer than it takes to see it begin."""
    return write_list(tmp_path / "besar.csv", workers(1000, 999 + ROWS))


def _job_is_running(console: Console) -> bool:
    with psycopg.connect(console.installation.owner_url) as db:
        asked = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'land-list' AND status = 'doing'"
        return bool(db.execute(asked).fetchone()[0])


def _kill_the_worker_as_it_lands(console: Console) -> None:
    for _look in range(2_000):
        if _job_is_running(console):
            console.worker.process.kill()
            console.worker.end()
            return
        time.sleep(0.01)
    raise AssertionError("landing never began")


def test_a_killed_worker_is_followed_by_one_that_finishes(clerk: Page, console: Console, large: Path) -> None:
    clerk.goto("/intake/upload/")
    clerk.set_input_files("#id_file", large)
    clerk.check("#line-csr-taekwang")
    clerk.get_by_role("button", name="Baca daftar ini").click()
    clerk.get_by_role("button", name="Daftarkan").click()
    _kill_the_worker_as_it_lands(console)
    assert "Sedang didaftarkan" in clerk.locator("main").inner_text()
    console.start_worker()
    clerk.wait_for_selector("#counts-title", timeout=60_000)
    with psycopg.connect(console.installation.owner_url) as db:
        landed, enrolled = db.execute(
            "SELECT landed + waiting, (SELECT count(*) FROM enrolment e WHERE e.batch = b.id)"
            " FROM batch b ORDER BY id DESC LIMIT 1"
        ).fetchone()
    assert landed == enrolled
