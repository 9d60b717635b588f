"""A console as it stands on the first morning: the programme and the earlier participants, a web server, a worker, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.installation import CHECKOUT, Installation, copied_installation, fresh_installation
from tests.journeys.console import Console, console_over
from tests.warm import python

As = Callable[[str], Page]


def in_demo_mode(installation: Installation) -> dict[str, str]:
    """The environment of a program over an installation as the demo runs it."""
    demo = {"PAYUNG_DEMO": "1", "PAYUNG_RATES": "on", "PAYUNG_WEB_WORKERS": "1", "PYTHONPATH": str(CHECKOUT)}
    # A gateway that nobody answers at: families are asked for their wish, and no message goes anywhere.
    return {**installation.environment, **demo, "PAYUNG_MESSAGES_URL": "http://127.0.0.1:9/"}


def run_program(name: str, environment: dict[str, str], *arguments: object) -> str:
    """Runs one of the programs that lie beside this file, to its end; gives what it printed."""
    done = python(Path(__file__).parent / name, *arguments, environment=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def first_morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The model programme with its 52 earlier participants and the demo's users, for consoles to be copied from."""
    with fresh_installation(tmp_path_factory.mktemp("first_morning")) as installation:
        run_program("first_morning.py", in_demo_mode(installation))
        yield installation


@pytest.fixture(scope="session")
def second_morning(first_morning: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The same when the lists have come."""
    with copied_installation(first_morning, tmp_path_factory.mktemp("second_morning")) as installation:
        run_program("second_morning.py", in_demo_mode(installation), tmp_path_factory.mktemp("lists"))
        yield installation


@pytest.fixture(scope="module")
def console(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A running console on the first morning, or on the one that the file of the tests says: MORNING = "second_morning"."""
    morning = request.getfixturevalue(getattr(request.module, "MORNING", "first_morning"))
    with (
        copied_installation(morning, tmp_path_factory.mktemp("console")) as installation,
        console_over(in_demo_mode(installation), installation) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Console, str]]:
    """A console without demo mode, and the token of the officer's invitation."""
    with fresh_installation(tmp_path_factory.mktemp("passkey")) as installation:
        environment = {**installation.environment, "PAYUNG_DEMO": "0", "PYTHONPATH": str(CHECKOUT)}
        token = run_program("signing_in.py", environment).strip()
        with console_over(environment, installation) as running:
            yield running, token


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


@pytest.fixture(scope="module")
def as_(console: Console, browser: Browser) -> Iterator[As]:
    """The page of a demo user, each with a browser of its own that stays signed in."""
    contexts: dict[str, BrowserContext] = {}

    def page_of(who: str) -> Page:
        if who not in contexts:
            contexts[who] = browser.new_context(base_url=console.address, locale="id-ID")
            page = contexts[who].new_page()
            page.goto("/access/sign-in/")
            page.get_by_role("button", name=who, exact=True).click()
            page.get_by_role("button", name="Keluar").wait_for()
        return contexts[who].pages[0]

    yield page_of
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def officer(as_: As) -> Page:
    """A page of the regency's officer."""
    return as_("Petugas Disnaker Purwakarta")


@pytest.fixture(scope="module")
def sign_in(console: Console, browser: Browser) -> Iterator[As]:
    """Opens a page of somebody, each in a browser of their own; of a stranger for no name."""
    opened = []

    def open_page(who: str) -> Page:
        context = browser.new_context(base_url=console.address, locale="id-ID")
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        if who:
            page.goto("/access/sign-in/")
            page.get_by_role("button", name=who).click()
            page.wait_for_url("**/regions/**")
        return page

    yield open_page
    for context in opened:
        context.close()
