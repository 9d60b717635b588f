"""Installations for tests with real processes: a database and a data folder of its own, and the command run in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.database import drop_database, make_database
from tests.warm import payung

CHECKOUT = Path(__file__).parents[1]
EXAMPLE = CHECKOUT / "examples" / "purwakarta"


@dataclass(frozen=True)
class Installation:
    """Where a process finds its database and its data folder. The same shape as the fixture `fresh_database`."""

    environment: dict[str, str]
    folder: Path
    app_url: str
    owner_url: str


@contextmanager
def fresh_installation(folder: Path, template: str = "") -> Iterator[Installation]:
    """A committed installation with tables and regions and nothing else, for as long as the block lasts."""
    server = make_conninfo(os.environ["DATABASE_URL"], user="postgres", dbname="postgres")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"payung_module_{worker}_{sha256(str(folder).encode()).hexdigest()[:12]}"
    urls = make_database(server, name, template)
    addresses = {"DATABASE_URL": urls["app"], "DATABASE_OWNER_URL": urls["owner"], "PAYUNG_DATA": str(folder)}
    try:
        yield Installation({**os.environ, **addresses, "PAYUNG_LANG": "id"}, folder, urls["app"], urls["owner"])
    finally:
        drop_database(server, name)


@contextmanager
def copied_installation(of: Installation, folder: Path) -> Iterator[Installation]:
    """An installation as another one stands that nobody is connected to: its database and its data folder, copied."""
    shutil.copytree(of.folder, folder, dirs_exist_ok=True)
    with fresh_installation(folder, str(conninfo_to_dict(of.owner_url)["dbname"])) as copied:
        yield copied


def command(installation: Any, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """What the command `payung` did: exit status, standard output and standard error. Option: `environment`, added."""
    environment = {**installation.environment, **options.pop("environment", {})}
    return payung(*arguments, environment=environment, **options)


def answer(installation: Any, *arguments: object) -> Any:
    """The JSON that the command prints; it must be all of its standard output, and the command must succeed."""
    done = command(installation, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def intake(installation: Any, file: Path, line: str, *more: object, on: str = "2025-11-21") -> Any:
    """What became of a list that was taken in for a line of the model programme."""
    return answer(installation, "intake", file, "--programme", "desa100", "--line", line, "--on", on, *more)
