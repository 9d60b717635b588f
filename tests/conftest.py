"""Every test runs against a real PostgreSQL: an embedded server shared by all workers, a database of its own for each.

A template database holds the tables and the region tree; it is made anew when a migration changes. Tests marked `django_db`
are rolled back; `fresh_database` gives a database that other processes can use, for crashes, races and browsers.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis

# A busy machine must not turn a test red; the same examples at every run, so that a failure can be looked at.
hypothesis.register_profile("payung", deadline=None, derandomize=True)
hypothesis.load_profile("payung")

CHECKOUT = Path(__file__).parents[1]
_DATA = Path(tempfile.gettempdir()) / f"payung-test-{sha256(str(CHECKOUT).encode()).hexdigest()[:8]}"
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


def _prepare() -> dict[str, str]:
    """The server running, the template made, this worker's database new. Leaves the addresses in the environment."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    os.environ.update(PAYUNG_DATA=str(_DATA), DJANGO_SETTINGS_MODULE="payung.config.settings", PAYUNG_DEMO="1")
    # One address asks for thousands of pages here; the tests of the limits switch them on.
    os.environ["PAYUNG_RATES"] = "off"
    # Playwright's own loop runs in this thread while a browser is open; Django would take every test after it for a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    _DATA.mkdir(parents=True, exist_ok=True)
    from tests.database import make_database, make_template, start

    server = start()
    make_template(server)
    urls = make_database(server, f"payung_{_WORKER}")
    os.environ.update(DATABASE_URL=urls["app"], DATABASE_OWNER_URL=urls["owner"])
    private = _DATA / _WORKER
    shutil.rmtree(private, ignore_errors=True)
    os.environ["PAYUNG_DATA"] = str(private)
    return {"server": server}


SERVER = _prepare()["server"]

import django  # noqa: E402 - the settings read the environment that was just prepared

django.setup()

from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402 - wants the settings

# Tests ask whether a password is hashed, not how long that takes; programs in processes of their own hash as always.
PBKDF2PasswordHasher.iterations = 1_000


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker that inherited this would read the settings, and the address in them, before it has a database of its own."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from tests.longest import longest_first

    longest_first(items)


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """The database is there already, made from the template."""
    yield


@dataclass(frozen=True)
class Installation:
    """A database and a data folder of its own, and the environment in which a process uses them."""

    environment: dict[str, str]
    folder: Path
    app_url: str
    owner_url: str


@pytest.fixture
def fresh_database(tmp_path: Path) -> Iterator[Installation]:
    """A committed, empty installation (tables and regions), for tests with other processes."""
    from tests.database import drop_database, make_database

    name = f"payung_fresh_{_WORKER}_{sha256(str(tmp_path).encode()).hexdigest()[:12]}"
    urls = make_database(SERVER, name)
    folder = tmp_path / "data"
    environment = {
        **os.environ,
        "DATABASE_URL": urls["app"],
        "DATABASE_OWNER_URL": urls["owner"],
        "PAYUNG_DATA": str(folder),
        "PAYUNG_LANG": "id",
    }
    yield Installation(environment, folder, urls["app"], urls["owner"])
    drop_database(SERVER, name)


@pytest.fixture
def purwakarta(db: None) -> Iterator[object]:
    """The model programme loaded, seen with the eyes of the whole country, in a transaction that is rolled back."""
    from payung.access.queries import seeing
    from payung.programmes.actions.load.write import load_programme
    from payung.rules.law import law
    from payung.units.region import Area

    with seeing(Area(""), by="test"):
        loaded = load_programme(CHECKOUT / "examples" / "purwakarta" / "programme.toml", law=law())
        assert loaded.programme is not None, loaded.problems
        yield loaded.programme


@pytest.fixture
def office(db, tmp_path, settings):
    """An office that sends lists, in a transaction that is rolled back, with a folder of batches of its own."""
    from tests.sending import Office

    settings.BATCH_FOLDER = tmp_path / "batches"
    settings.PAPER_FOLDER = tmp_path / "papers"
    office = Office(tmp_path)
    office.look()
    return office
