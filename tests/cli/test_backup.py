"""`payung backup` and `payung restore`: what was there is there again, with its locks on, and nothing lies about in clear."""

from __future__ import annotations

import os
import re
import stat

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.content import content
from tests.installation import answer, command, fresh_installation
from tests.lists import line, nik, workers, write_list, write_programme
from tests.roles import see
from tests.shape.test_migrations import schema

SERVER = {"user": "postgres", "dbname": "postgres"}


def rebuilt(lines):
    """Casts and brackets of an expression are written anew by a restore, and an owner's own rights left out."""
    lines = [line.replace("'{payung_owner=arwdDxtm/payung_owner}'", "None") for line in lines]
    return sorted(re.sub(r"::(character varying|[a-z_]+)(\(\d+\))?(\[\])?|[\[\]()]", "", line) for line in lines)


def databases_of(installation):
    name = conninfo_to_dict(installation.owner_url)["dbname"]
    with psycopg.connect(make_conninfo(installation.owner_url, **SERVER)) as db:
        rows = db.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", [name[:35]])
        return [found for (found,) in rows.fetchall()]


def drop_old_ones(installation):
    with psycopg.connect(make_conninfo(installation.owner_url, **SERVER), autocommit=True) as db:
        for name in databases_of(installation):
            if "_before_" in name:
                db.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    """An installation with 40 workers in it, and one that is empty; both may make databases."""
    folder = tmp_path_factory.mktemp("backup")
    with fresh_installation(folder / "full") as full, fresh_installation(folder / "empty") as empty:
        for one in (full, empty):
            one.environment["DATABASE_ADMIN_URL"] = make_conninfo(one.owner_url, **SERVER)
        answer(full, "programme", "load", write_programme(folder / "p.toml", line("utama", 50)))
        file = write_list(folder / "usulan.csv", workers(1, 40))
        answer(full, "intake", file, "--programme", "uji", "--line", "utama", "--on", "2025-11-21")
        (full.folder / "papers" / "ab").mkdir(parents=True)
        (full.folder / "papers" / "ab" / "abcd").write_bytes(b"payung-sealed-1:1:x")
        yield full, empty
        drop_old_ones(full)
        drop_old_ones(empty)


@pytest.fixture(scope="module")
def backed_up(landed, tmp_path_factory):
    full, _ = landed
    file = tmp_path_factory.mktemp("safe") / "hari-ini.backup"
    return file, answer(full, "backup", "--to", file)


def test_a_backup_is_proven_by_restoring_it(landed, backed_up):
    file, told = backed_up
    assert told["verified"] and told["tables"]["person"] == 40 and told["tables"]["enrolment"] == 40
    assert told["ledger"]["cover_month"] == {"rows": 80, "months": 2, "workers": 40, "price_idr": 80 * 16_800}
    assert told["ledger"]["cover_count"] == {"rows": 2, "months": 2, "workers": 80, "price_idr": 80 * 16_800}
    assert len(databases_of(landed[0])) == 1, "the scratch database is gone"
    assert os.listdir(file.parent) == [file.name]


def test_a_backup_shows_nobody_and_opens_to_nobody_else(landed, backed_up):
    file, _ = backed_up
    held = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for word in (nik(1), "PEKERJA", "081212340001", "PGDMP", "PRIVATE KEY", "figures.json"):
        assert word.encode() not in held
    key = landed[0].folder / "keys" / "backup-key.json"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_every_row_is_in_it_also_those_that_row_level_security_hides(landed, backed_up):
    _, told = backed_up
    with psycopg.connect(make_conninfo(landed[0].owner_url, user="postgres")) as db:
        for table, rows in told["tables"].items():
            assert db.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (rows,), table


@pytest.fixture(scope="module")
def restored(landed, backed_up):
    """The empty installation after the backup of the full one was restored into it."""
    full, empty = landed
    key = {"PAYUNG_BACKUP_KEY": str(full.folder / "keys" / "backup-key.json")}
    done = command(empty, "restore", backed_up[0], "--json", environment=key)
    assert done.returncode == 0, done.stderr
    return empty


def test_a_restored_database_holds_the_same(landed, restored):
    assert content(restored.owner_url) == content(landed[0].owner_url)


def test_tables_rights_policies_and_triggers_are_the_same_after_a_restore(landed, restored):
    with psycopg.connect(landed[0].owner_url) as before, psycopg.connect(restored.owner_url) as after:
        assert rebuilt(schema(after)) == rebuilt(schema(before))


def test_the_program_is_bound_by_areas_after_a_restore(restored):
    asked = "SELECT count(*) FROM person"
    with psycopg.connect(restored.app_url) as db:
        assert db.execute(asked).fetchone() == (0,), "no area set: no rows"
        assert see(db, "32.14.16.2005").execute(asked).fetchone() == (40,)
        assert see(db, "33").execute(asked).fetchone() == (0,)
        for forbidden in ("DELETE FROM history", "DELETE FROM cover_month", "UPDATE region SET name = 'X'"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(forbidden)


def test_a_restored_installation_goes_on_working(restored):
    found = answer(restored, "cover", nik(1), "--on", "2025-11-21")
    assert found["covered"] is True, found
    findings = answer(restored, "doctor")
    assert findings["well"], findings


def test_the_files_and_keys_come_back_and_the_backup_key_does_not_travel(landed, restored):
    full, empty = landed
    kept = [file for name in ("batches", "papers") for file in (full.folder / name).rglob("*") if file.is_file()]
    assert full.folder / "papers" / "ab" / "abcd" in kept and len(kept) > 2
    for file in kept:
        assert (empty.folder / file.relative_to(full.folder)).read_bytes() == file.read_bytes()
    secret = "keys/session-secret"
    assert (empty.folder / secret).read_bytes() == (full.folder / secret).read_bytes()
    assert len(list((empty.folder / "keys").glob("session-secret.before-*"))) == 1, "the one that was there is kept"
    assert not (empty.folder / "keys" / "backup-key.json").exists()


def test_a_database_with_people_is_not_replaced_just_so(landed, backed_up):
    full, _ = landed
    done = command(full, "restore", backed_up[0])
    assert done.returncode == 2 and "40 orang" in done.stderr and "--replace" in done.stderr


def test_with_replace_the_old_database_is_kept_under_a_dated_name(landed, backed_up):
    full, _ = landed
    before = content(full.owner_url)
    with psycopg.connect(full.owner_url) as db:
        db.execute("UPDATE funding_line SET name = 'Diubah'")
    with pytest.raises(psycopg.OperationalError), psycopg.connect(full.app_url) as somebody_at_work:
        somebody_at_work.execute("SELECT 1")
        told = answer(full, "restore", backed_up[0], "--replace")
    assert content(full.owner_url) == before
    kept = make_conninfo(full.owner_url, dbname=told["kept"])
    with psycopg.connect(kept) as db:
        assert db.execute("SELECT DISTINCT name FROM funding_line").fetchone() == ("Diubah",)


def test_a_file_that_is_there_is_not_written_over(landed, backed_up):
    file, _ = backed_up
    held = file.read_bytes()
    done = command(landed[0], "backup", "--to", file)
    assert done.returncode == 2 and "sudah ada" in " ".join(done.stderr.split()) and file.read_bytes() == held
