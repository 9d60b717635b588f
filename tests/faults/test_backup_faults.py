"""Backups that are killed, cut, changed, of another key or too large for the disk: nothing half, nothing lost."""

from __future__ import annotations

import os
import signal

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.cli.test_backup import SERVER, databases_of, drop_old_ones
from tests.content import content
from tests.installation import answer, command, fresh_installation
from tests.lists import line, workers, write_list, write_programme
from tests.warm import python

DEADLY = """
import os, signal, sys
from payung.config.backup import {module} as module
real = module.{name}
def deadly(*given, **named):
    done = real(*given, **named) if {after} else None
    os.kill(os.getpid(), signal.SIGKILL)
    return done
module.{name} = deadly
sys.argv = ["payung", *sys.argv[1:]]
from payung.cli import main
main()
"""


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    with fresh_installation(folder / "data") as one:
        one.environment["DATABASE_ADMIN_URL"] = make_conninfo(one.owner_url, **SERVER)
        answer(one, "programme", "load", write_programme(folder / "p.toml", line("utama", 50)))
        file = write_list(folder / "usulan.csv", workers(1, 20))
        answer(one, "intake", file, "--programme", "uji", "--line", "utama", "--on", "2025-11-21")
        yield one
        drop_old_ones(one)


@pytest.fixture(scope="module")
def whole(landed, tmp_path_factory):
    file = tmp_path_factory.mktemp("safe") / "utuh.backup"
    answer(landed, "backup", "--to", file)
    return file


@pytest.fixture
def unchanged(landed):
    """Whatever is tried, the database and the data folder are the same afterwards and nothing is left beside them."""
    before, files = content(landed.owner_url), listing(landed)
    yield
    assert content(landed.owner_url) == before
    assert [name for name in databases_of(landed) if "_before_" not in name] == databases_of(landed)[:1]
    assert listing(landed) == files


def listing(installation):
    return sorted(str(path) for path in installation.folder.rglob("*"))


def refused(done, words):
    assert done.returncode == 2, done.stderr
    assert words in " ".join(done.stderr.split()) and "Traceback" not in done.stderr
    return True


def killed_at(installation, module, name, *words, after=False):
    program = DEADLY.format(module=module, name=name, after=after)
    done = python("-c", program, *words, environment=installation.environment)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done


def damaged(whole, to, how):
    held = bytearray(whole.read_bytes())
    if how == "one bit":
        held[len(held) // 2] ^= 1
    elif how == "last byte gone":
        held = held[:-1]
    elif how == "half":
        held = held[: len(held) // 2]
    elif how == "head alone":
        held = held[: held.index(b"\n") + 1]
    elif how == "more at the end":
        held += b"x"
    to.write_bytes(held)
    return to


@pytest.mark.parametrize("how", ["one bit", "last byte gone", "half", "head alone", "more at the end"])
def test_a_damaged_or_cut_file_is_refused_and_nothing_is_changed(landed, whole, unchanged, tmp_path, how):
    file = damaged(whole, tmp_path / "rusak.backup", how)
    assert refused(command(landed, "restore", file, "--replace"), "rusak atau terpotong. Tidak ada yang berubah")


@pytest.mark.parametrize("held", [b"", b"PK\x03\x04 apa saja", b"payung-backup 1 tanpa akhir"])
def test_what_is_no_backup_is_refused(landed, whole, unchanged, tmp_path, held):
    file = tmp_path / "lain.backup"
    file.write_bytes(held)
    assert refused(command(landed, "restore", file, "--replace"), "bukan cadangan Payung")


def test_a_backup_of_another_key_is_refused(landed, whole, unchanged, tmp_path):
    other = {"PAYUNG_BACKUP_KEY": str(tmp_path / "lain.json")}
    assert refused(command(landed, "restore", whole, "--replace", environment=other), "Kunci cadangan tidak ada")
    done = command(landed, "backup", "--to", tmp_path / "lain.backup", environment=other)
    assert done.returncode == 0, done.stderr
    told = command(landed, "restore", whole, "--replace", environment=other)
    assert refused(told, "dikunci dengan kunci lain")


def test_a_head_that_claims_our_key_does_not_open_another_ones_file(landed, whole, unchanged, tmp_path):
    other = {"PAYUNG_BACKUP_KEY": str(tmp_path / "lain.json")}
    assert command(landed, "backup", "--to", tmp_path / "lain.backup", environment=other).returncode == 0
    head, ours = (tmp_path / "lain.backup").read_bytes(), whole.read_bytes()
    forged = tmp_path / "palsu.backup"
    forged.write_bytes(ours[: ours.index(b"\n") + 1] + head[head.index(b"\n") + 1 :])
    assert refused(command(landed, "restore", forged, "--replace"), "rusak atau terpotong")


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_can_read_is_not_used(landed, whole, unchanged, mode):
    key = landed.folder / "keys" / "backup-key.json"
    key.chmod(mode)
    try:
        assert refused(command(landed, "restore", whole, "--replace"), "dapat dibaca orang lain")
    finally:
        key.chmod(0o600)


@pytest.mark.parametrize("point", ["_snapshot", "_prove"])
def test_a_killed_backup_leaves_no_backup_and_the_next_sweeps_up(landed, tmp_path, point):
    folder = tmp_path / "aman"
    killed_at(landed, "make", point, "backup", "--to", folder / "a.backup")
    assert not (folder / "a.backup").exists()
    answer(landed, "backup", "--to", folder / "b.backup")
    assert os.listdir(folder) == ["b.backup"]


def test_a_backup_killed_while_it_is_proven_leaves_a_scratch_database_that_the_next_takes_away(landed, tmp_path):
    killed_at(landed, "take_back", "into", "backup", "--to", tmp_path / "a.backup", after=True)
    assert any("_scratch_" in name for name in databases_of(landed))
    answer(landed, "backup", "--to", tmp_path / "b.backup")
    assert not any("_scratch_" in name for name in databases_of(landed))
    assert [name for name in os.listdir(tmp_path) if "a.backup" in name] == []


@pytest.mark.parametrize(("module", "name"), [("take_back", "_prove"), ("databases", "swap")])
def test_a_restore_killed_before_the_swap_has_changed_nothing(landed, whole, module, name):
    before = content(landed.owner_url)
    killed_at(landed, module, name, "restore", whole, "--replace")
    assert content(landed.owner_url) == before
    answer(landed, "restore", whole, "--replace")
    assert content(landed.owner_url) == before
    assert not any("_restoring_" in left for left in databases_of(landed))
    assert list(landed.folder.glob(".restoring-*")) == []


def test_two_at_once_are_one(landed, unchanged, tmp_path):
    import zlib

    name = databases_of(landed)[0]
    with psycopg.connect(make_conninfo(landed.owner_url, **SERVER)) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [20251122, zlib.crc32(name.encode()) >> 1])
        assert refused(command(landed, "backup", "--to", tmp_path / "a.backup"), "sedang berjalan")
    assert os.listdir(tmp_path) == []


def test_a_full_disk_leaves_nothing_half(landed, unchanged, tmp_path):
    done = command(landed, "backup", "--to", tmp_path / "a.backup", largest_file=200_000)
    assert refused(done, "Ruang simpan server penuh") and os.listdir(tmp_path) == []


def test_what_is_written_during_the_dump_disturbs_nothing(landed, tmp_path):
    """Between the figures and the dump a row is written; the snapshot holds it out of both."""
    program = """
import os, sys, psycopg
from payung.config.backup import programs
real = programs.dump
def dump(url, snapshot):
    with psycopg.connect(url) as db:
        db.execute("INSERT INTO programme SELECT (jsonb_populate_record(p, '{\\"code\\": \\"disela\\"}')).* FROM programme p")
    return real(url, snapshot)
programs.dump = dump
sys.argv = ["payung", *sys.argv[1:]]
from payung.cli import main
main()
"""
    words = ["backup", "--to", str(tmp_path / "a.backup"), "--json"]
    done = python("-c", program, *words, environment=landed.environment)
    assert done.returncode == 0, done.stderr
    assert '"programme": 1,' in done.stdout
    with psycopg.connect(landed.owner_url) as db:
        assert db.execute("DELETE FROM programme WHERE code = 'disela'").rowcount == 1


def test_an_owner_that_may_make_no_database_is_told_how(landed, unchanged, tmp_path):
    done = command(landed, "backup", "--to", tmp_path / "a.backup", environment={"DATABASE_ADMIN_URL": ""})
    assert refused(done, "DATABASE_ADMIN_URL") and os.listdir(tmp_path) == []
