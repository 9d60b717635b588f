"""A console as it stands on the first morning: the programme and the earlier participants, a web server, a worker, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.installation import CHECKOUT, fresh_installation
from tests.journeys.console import Console, console_over


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A running console of the model programme with its 52 earlier participants and the demo's users."""
    with fresh_installation(tmp_path_factory.mktemp("console")) as installation:
        environment = {**installation.environment, "PAYUNG_DEMO": "1", "PAYUNG_RATES": "on", "PAYUNG_WEB_WORKERS": "1"}
        first_morning = Path(__file__).parent / "first_morning.py"
        subprocess.run([sys.executable, str(first_morning)], env=environment, check=True, timeout=120)
        with console_over(environment, installation) as running:
            yield running


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Console, str]]:
    """A console without demo mode, and the token of the officer's invitation."""
    with fresh_installation(tmp_path_factory.mktemp("passkey")) as installation:
        environment = {**installation.environment, "PAYUNG_DEMO": "0", "PYTHONPATH": str(CHECKOUT)}
        program = Path(__file__).parent / "signing_in.py"
        done = subprocess.run(
            [sys.executable, str(program)], env=environment, check=True, capture_output=True, text=True
        )
        with console_over(environment, installation) as running:
            yield running, done.stdout.strip()


def chromium_here() -> str:
    """The program that PAYUNG_CHROMIUM names, or the first Chromium of this machine; fails where there is none."""
    names = (os.environ.get("PAYUNG_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, filter(None, names))), None)
    assert found, "no Chromium here: install one, or name it in PAYUNG_CHROMIUM"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_here(), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, console: Console) -> Iterator[Page]:
    """An empty page of a desk-wide window whose relative addresses lead to the console."""
    context = browser.new_context(base_url=console.address, viewport={"width": 1280, "height": 900}, locale="id-ID")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def clerk(page: Page) -> Page:
    """A page signed in by the demo's button as the clerk of Desa Tanjungsari."""
    page.goto("/access/sign-in/")
    page.get_by_role("button", name="Operator Desa Tanjungsari").click()
    page.wait_for_url("**/regions/**")
    return page
