"""Claims as they are seldom, as they look: their page, the page after the report, and what the family reads of them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import in_demo_mode, run_program
from tests.journeys.console import Console, looked_at

OFFICER, CLERK = "Petugas Klaim BPJS Purwakarta", "Operator Desa Tanjungsari"
SAID = {
    "not covered": "tidak terlindungi",
    "nobody left": "Tidak ada ahli waris yang tersisa: hidup sendiri",
    "heir unproven": "Belum ada bukti",
    "accident of the dead": "ahli waris DADANG PERMANA, santunan: Rp1.500.000",
    "death of an accident": "Catat ahli waris",
}
SignIn = Callable[[str], Page]


@pytest.fixture(scope="module")
def numbers(console: Console) -> dict[str, str]:
    """The numbers of the claims by what is seldom about them, and the birth day of whoever was hurt."""
    told: dict[str, str] = json.loads(run_program("odd_claims.py", in_demo_mode(console.installation)).splitlines()[-1])
    return told


@pytest.mark.parametrize("name", SAID)
def test_a_seldom_claim_has_pages_without_fault(numbers: dict[str, str], as_: SignIn, name: str) -> None:
    officer, clerk = as_(OFFICER), as_(CLERK)
    officer.goto(f"/claims/{numbers[name]}/")
    assert SAID[name] in officer.locator("main").inner_text()
    looked_at(officer, f"claim {name}")
    clerk.goto(f"/claims/{numbers[name]}/reported/")
    assert clerk.locator(".answer-word.code").inner_text() == numbers[name]
    looked_at(clerk, f"reported {name}")


def test_somebody_hurt_follows_the_own_claim(numbers: dict[str, str], sign_in: SignIn) -> None:
    stranger = sign_in("")
    stranger.goto("/claims/track/")
    stranger.get_by_label("Nomor klaim").fill(numbers["hurt"])
    stranger.locator("#id_birth_on").fill(numbers["born"])
    stranger.get_by_role("button", name="Lihat").click()
    stranger.locator(".answer-word").wait_for()
    assert "ahli waris" not in stranger.locator(".answer").inner_text()
    looked_at(stranger, "track of somebody hurt")
