"""A real web server and a real worker over an installation, and what a journey asks of any page."""

from __future__ import annotations

import contextlib
import os
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.installation import Installation
from tests.warm import Started

WIDTHS = (360, 1280)
THUMB = 44
# What axe finds wrong; what it finds right is not carried over.
_WRONG = 'axe.run(document, {resultTypes: ["violations"]}).then(results => results.violations)'
# Whatever is pressed or written into, is seen, and is lower than a thumb is wide.
_TOO_SMALL = """least => [...document.querySelectorAll("button, .btn, input, select, textarea, summary")]
    .filter(each => !["hidden", "radio", "checkbox"].includes(each.type))
    .map(each => [each, each.getBoundingClientRect().height])
    .filter(([, height]) => height > 0 && height < least - 0.5)
    .map(([each, height]) => `${each.outerHTML.slice(0, 80)} is ${height} px high`)"""


@dataclass
class Console:
    """A running console: its address, its installation, and the worker's process."""

    address: str
    installation: Installation
    environment: dict[str, str]
    worker: Started

    def start_worker(self) -> None:
        """A new worker in place of one that has ended."""
        self.worker = _worker(self.environment)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _web(port: int, environment: dict[str, str]) -> Started:
    command = [
        "-m", "gunicorn", "payung.config.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--workers", "1", "--threads", "4", "--worker-class", "gthread", "--log-level", "error", "--no-control-socket",
    ]  # fmt: skip
    return Started(*command, environment={**environment, "DJANGO_SETTINGS_MODULE": "payung.config.settings"})


def _worker(environment: dict[str, str]) -> Started:
    return Started("-m", "payung.cli", "worker", environment=environment)


def _wait_for(address: str) -> None:
    for _try in range(150):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/access/sign-in/").close()
            return
        time.sleep(0.2)
    raise AssertionError("the console does not answer")


@contextmanager
def console_over(environment: dict[str, str], installation: Installation) -> Iterator[Console]:
    """Web server and worker for as long as the block lasts."""
    port = _free_port()
    web = _web(port, environment)
    running = Console(f"http://127.0.0.1:{port}", installation, environment, _worker(environment))
    try:
        _wait_for(running.address)
        yield running
    finally:
        for each in (web, running.worker):
            each.process.terminate()
        for each in (web, running.worker):
            each.end(60)


def faults(page: Page) -> list[str]:
    """What is wrong with the page at phone and desktop width: what axe finds, what a thumb misses, what is too wide."""
    found = []
    page.wait_for_load_state("load")  # a click waits until the next page has come, not until its elements are there
    page.evaluate(Axe().axe_script)  # once a page: read anew for each width it takes a sixth of the whole look
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in page.evaluate(_WRONG)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{width}: the page is wider than the window")
        if width == WIDTHS[0]:
            found += page.evaluate(_TOO_SMALL, THUMB)
    return found


def keep_pictures(page: Page, name: str) -> None:
    """Keeps the page as pictures where PAYUNG_PICTURES says, for whoever wants to look."""
    if folder := os.environ.get("PAYUNG_PICTURES"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name.replace(' ', '-')}-{width}.png", full_page=True)


def looked_at(page: Page, name: str) -> None:
    """Fails where the page has a fault; keeps its pictures under the name."""
    keep_pictures(page, name)
    found = faults(page)
    assert found == [], f"{name}: {found}"


def keep_download(page: Page, link: str, folder: Path) -> Path:
    """Follows a link to a file and gives where it was kept, under the name that the console gave it."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target
