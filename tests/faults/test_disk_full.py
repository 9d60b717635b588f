"""A full disk, on the side of the files and on the side of the database: a sentence, nothing half-landed, and it works again
once there is room."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.content import counts
from tests.database import _template_name
from tests.installation import Installation, answer, command
from tests.lists import line, workers, write_list, write_programme

AS_LANDED = ("person", "enrolment", "cover_month")
TOLD = "SELECT count(*) FROM history WHERE table_name = ANY (%s)"


@pytest.fixture
def loaded(fresh_database, tmp_path):
    answer(fresh_database, "programme", "load", write_programme(tmp_path / "p.toml", line("utama", 3000)))
    return fresh_database


def arguments(file):
    return ("intake", file, "--programme", "uji", "--line", "utama", "--on", "2025-11-21", "--json")


def told_that_the_disk_is_full(done):
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "Ruang simpan server penuh" in done.stderr
    return True


def empty_of_people(installation):
    with psycopg.connect(installation.owner_url) as db:
        told = db.execute(TOLD, [list(AS_LANDED)]).fetchone()
    return told == (0,) and all(counts(installation.owner_url)[table] == 0 for table in AS_LANDED)


def nothing_half_written(installation):
    return [left for left in installation.folder.rglob(".*.*") if left.is_file()] == []


def test_no_room_for_the_file_itself(loaded, tmp_path):
    file = write_list(tmp_path / "usulan.csv", workers(1, 100))

    assert told_that_the_disk_is_full(command(loaded, *arguments(file), largest_file=1_000))
    assert empty_of_people(loaded) and nothing_half_written(loaded)
    assert answer(loaded, *arguments(file)[:-1])["landed"] == 100


@pytest.fixture
def tiny_disk(tmp_path):
    """Gives a function that makes a disk of so many bytes; only a root user can."""
    made = []

    def make(size, at=None):
        folder = at or tmp_path / f"disk-{len(made)}"
        folder.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
        if mounted.returncode:
            pytest.skip("only a root user can make a tiny disk")
        made.append(folder)
        return folder

    yield make
    for folder in made:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("step", ["source", "rows.parquet", "checked.parquet"])
def test_no_room_for_what_a_step_writes_down(loaded, tiny_disk, tmp_path, step):
    """The disk holds what the steps before have written, and not a page more."""
    file = write_list(tmp_path / "usulan.csv", workers(1, 600))
    disk = tiny_disk("1m")
    fill(disk, file, step)
    done = command(loaded, *arguments(file), environment={"PAYUNG_DATA": str(disk)})
    assert told_that_the_disk_is_full(done)
    assert empty_of_people(loaded) and written(disk) == _THERE[step]
    (disk / "filler").unlink()
    done = command(loaded, *arguments(file), environment={"PAYUNG_DATA": str(disk)})
    assert done.returncode == 0 and '"landed": 600' in done.stdout, done.stderr


# What the steps before each step need of the disk, with room for their folders; the list has about 48,000 bytes.
_BEFORE = {"source": 20_000, "rows.parquet": 68_000, "checked.parquet": 80_000}


_THERE = {"source": set(), "rows.parquet": {"source"}, "checked.parquet": {"source", "rows.parquet", "sheet.json"}}


def written(disk):
    return {file.name for file in (disk / "batches").rglob("*") if file.is_file()}


def fill(disk, file, step):
    assert file.stat().st_size > 40_000
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    (disk / "filler").write_bytes(b"0" * (free - _BEFORE[step]))


@pytest.fixture
def readable():
    """A folder that the database server, which is another user, may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def database_on_a_tiny_disk(readable, tiny_disk):
    """An installation whose tables lie on a disk of their own, and the function that leaves so many bytes free on it."""
    server = make_conninfo(os.environ["DATABASE_URL"], user="postgres", dbname="postgres")
    with psycopg.connect(server, autocommit=True) as db:
        disk = tiny_disk("120m", readable / "disk")
        home = db.execute("SELECT current_setting('data_directory')").fetchone()[0]
        os.chown(disk, os.stat(home).st_uid, -1)
        with on_tablespace(db, disk) as urls:
            yield (
                Installation(
                    {**os.environ, **urls, "PAYUNG_LANG": "id"}, disk, urls["DATABASE_URL"], urls["DATABASE_OWNER_URL"]
                ),
                disk,
            )


@contextmanager
def on_tablespace(db, disk):
    """A copy of this worker's database whose files lie in the folder."""
    name = f"tiny_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    template = _template_name()
    db.execute(f"CREATE TABLESPACE \"{name}\" LOCATION '{disk}'")
    try:
        db.execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER payung_owner TABLESPACE "{name}" STRATEGY FILE_COPY'
        )
        yield {url: make_conninfo(os.environ[url], dbname=name) for url in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    finally:
        db.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        db.execute(f'DROP TABLESPACE "{name}"')


def test_no_room_in_the_database(database_on_a_tiny_disk, tmp_path):
    installation, disk = database_on_a_tiny_disk
    installation = replace(
        installation, environment={**installation.environment, "PAYUNG_DATA": str(tmp_path / "data")}
    )
    answer(installation, "programme", "load", write_programme(tmp_path / "p.toml", line("utama", 3000)))
    file = write_list(tmp_path / "usulan.csv", workers(1, 3000))
    before = counts(installation.owner_url)
    leave_free(disk, 600_000)
    assert told_that_the_disk_is_full(command(installation, *arguments(file)))
    (disk / "filler").unlink()
    # The batch and its history stay, to say what became of it.
    told = {"batch": 0, "history": 0, "history_link": 0}
    assert {**counts(installation.owner_url), **told} == {**before, **told}
    assert empty_of_people(installation)
    assert answer(installation, *arguments(file)[:-1])["landed"] == 3000


def leave_free(disk, size):
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    (disk / "filler").write_bytes(b"0" * (free - size))
