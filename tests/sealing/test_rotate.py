"""The key is changed beside the running program, killed anywhere and run again, and nothing is lost."""

import json
import shutil
import signal
import time

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from payung.sealing.mark import _FIRST_LOCK
from tests.database import drop_database
from tests.faults.test_killed import clone
from tests.installation import Installation, answer, command, fresh_installation
from tests.warm import Started

ACCOUNTS = 2500
ROTATE = "payung.sealing.rotate"
KILLED = {
    "before the new key is kept": (f"{ROTATE}:keep", "before", 1),
    "when the new key is kept": (f"{ROTATE}:keep", "after", 1),
    "after the first batch": (f"{ROTATE}:_rewrap_batch", "after", 1),
    "inside the second batch": (f"{ROTATE}:_ask", "before", 8),
    "before the older key is retired": (f"{ROTATE}:keep", "before", 2),
    "after the older key is retired": (f"{ROTATE}:keep", "after", 2),
}


def start(installation, *words):
    return Started("-m", "tests.sealing.keys_process", *words, environment=installation.environment)


def told(process):
    done = process.end()
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def sealed_by(installation):
    with psycopg.connect(installation.owner_url) as db:
        return dict(db.execute("SELECT sealed_by, count(*) FROM data_key GROUP BY 1").fetchall())


def keys_file(installation):
    return installation.folder / "keys" / "sealing-keys.json"


def wait_for_more(installation, beside):
    """Until ten accounts more than now were entered by processes that go on."""
    now = sum(sealed_by(installation).values())
    while sum(sealed_by(installation).values()) < now + 10:
        assert all(each.process.is_alive() for each in beside)
        time.sleep(0.05)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """An installation with many sealed accounts, which every test gets a copy of."""
    with fresh_installation(tmp_path_factory.mktemp("sealed")) as installation:
        assert told(start(installation, "seal", ACCOUNTS)) == ACCOUNTS
        yield installation


@pytest.fixture
def sealed(base, tmp_path):
    name = f"{conninfo_to_dict(base.owner_url)['dbname']}_copy"
    urls = clone(base, name)
    shutil.copytree(base.folder, tmp_path / "data")
    environment = {**base.environment, **urls, "PAYUNG_DATA": str(tmp_path / "data")}
    yield Installation(environment, tmp_path / "data", urls["DATABASE_URL"], urls["DATABASE_OWNER_URL"])
    drop_database(make_conninfo(base.app_url, user="postgres", dbname="postgres"), name)


def test_a_rotation_wraps_every_data_key_anew_and_retires_the_older_key(sealed):
    (older,) = sealed_by(sealed)
    done = answer(sealed, "keys", "rotate")
    assert done == {"primary": done["primary"], "resumed": False, "rewrapped": ACCOUNTS, "retired": [older]}
    assert sealed_by(sealed) == {done["primary"]: ACCOUNTS} and done["primary"] != older
    assert told(start(sealed, "open")) == ACCOUNTS


def test_a_retired_key_can_be_destroyed_and_one_in_use_cannot(sealed):
    (older,) = sealed_by(sealed)
    refused = command(sealed, "keys", "destroy", older)
    assert refused.returncode == 2 and "belum pensiun" in refused.stderr
    answer(sealed, "keys", "rotate")
    assert command(sealed, "keys", "destroy", older).returncode == 0
    assert [key["state"] for key in answer(sealed, "keys", "show")["keys"]] == ["primary"]
    assert told(start(sealed, "open")) == ACCOUNTS


def test_marks_stay_the_same_when_the_key_is_changed_and_the_older_one_destroyed(sealed):
    (older,) = sealed_by(sealed)
    before = told(start(sealed, "mark", "bri 123456789"))
    answer(sealed, "keys", "rotate")
    assert command(sealed, "keys", "destroy", older).returncode == 0
    assert told(start(sealed, "mark", "bri 123456789")) == before != told(start(sealed, "mark", "bri 123456788"))


def test_two_who_mark_first_at_the_same_moment_take_one_key(sealed):
    with psycopg.connect(sealed.owner_url) as first:
        first.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST_LOCK])
        both = [start(sealed, "mark", "bri 123456789") for _ in range(2)]
        while (
            first.execute("SELECT count(*) FROM pg_locks WHERE objid = %s AND NOT granted", [_FIRST_LOCK]).fetchone()[0]
            < 2
        ):
            assert all(each.process.is_alive() for each in both)
            time.sleep(0.05)
    assert len({told(each) for each in both}) == 1
    assert sum(sealed_by(sealed).values()) == ACCOUNTS + 1


def test_what_the_keys_show_holds_no_secret(sealed):
    secrets = [key["keyData"]["value"] for key in json.loads(keys_file(sealed).read_text())["key"]]
    shown = (
        command(sealed, "keys", "show"),
        command(sealed, "keys", "show", "--json"),
        command(sealed, "keys", "rotate"),
    )
    assert all(one.returncode == 0 for one in shown)
    assert not any(secret in one.stdout + one.stderr for secret in secrets for one in shown)
    assert "utama, menyegel" in shown[0].stdout and str(ACCOUNTS) in shown[0].stdout


@pytest.mark.parametrize("moment", KILLED)
def test_a_rotation_that_was_killed_is_finished_by_the_next_one(sealed, moment):
    (older,) = sealed_by(sealed)
    killed = start(sealed, "die", *KILLED[moment]).end()
    assert killed.returncode == -signal.SIGKILL
    between = sealed_by(sealed)
    assert sum(between.values()) == ACCOUNTS
    if moment == "after the first batch":
        assert sorted(between.values()) == [1000, 1500]
    begun = moment not in ("before the new key is kept", "after the older key is retired")
    done = told(start(sealed, "finish"))
    assert done["before"] == done["after"] == ACCOUNTS, "readable in between as well"
    assert done["resumed"] is begun and done["rewrapped"] == (between.get(older, 0) if begun else ACCOUNTS)
    assert sealed_by(sealed) == {done["primary"]: ACCOUNTS}


def test_a_rotation_runs_beside_a_program_that_goes_on_sealing(sealed):
    enough = sealed.folder / "enough"
    beside = [start(sealed, "steadily", enough, day) for day in ("180580", "190580")]
    rotations = []
    for _ in range(2):
        wait_for_more(sealed, beside)
        rotations.append(answer(sealed, "keys", "rotate"))
    wait_for_more(sealed, beside)
    enough.touch()
    entered = sum(told(process) for process in beside)
    assert entered > 20 and rotations[0]["primary"] != rotations[1]["primary"]
    assert told(start(sealed, "open")) == ACCOUNTS + entered
    last = answer(sealed, "keys", "rotate")
    assert sealed_by(sealed) == {last["primary"]: ACCOUNTS + entered}


def test_a_rotation_waits_for_whoever_has_sealed_and_not_committed_yet(sealed):
    with psycopg.connect(sealed.app_url) as writer:
        (older,) = sealed_by(sealed)
        writer.execute("SELECT pg_advisory_xact_lock_shared(20251122)")
        rotation = Started("-m", "payung.cli", "keys", "rotate", "--json", environment=sealed.environment)
        with pytest.raises(TimeoutError):
            rotation.end(3)
        writer.execute("INSERT INTO data_key (wrapped, sealed_by) SELECT wrapped, %s FROM data_key LIMIT 1", [older])
        writer.commit()
        done = json.loads(rotation.end().stdout)
    assert done["rewrapped"] == ACCOUNTS + 1 and sealed_by(sealed) == {done["primary"]: ACCOUNTS + 1}


def test_two_rotations_at_once_are_one(sealed):
    with psycopg.connect(sealed.owner_url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(20251123)")
        refused = command(sealed, "keys", "rotate")
    assert refused.returncode == 2 and "sedang berjalan" in refused.stderr


def test_without_its_keys_a_rotation_refuses_and_changes_nothing(sealed):
    before, safe = sealed_by(sealed), keys_file(sealed).read_text()
    keys_file(sealed).unlink()
    refused = command(sealed, "keys", "rotate")
    assert (
        refused.returncode == 2
        and "pulihkan berkas itu" in " ".join(refused.stderr.split())
        and not keys_file(sealed).exists()
    )
    assert [key["state"] for key in answer(sealed, "keys", "show")["keys"]] == ["missing"]
    found = json.loads(command(sealed, "doctor", "--json").stdout)["findings"]
    assert [(each["what"], each["seen"]) for each in found if not each["well"]] == [
        ("kunci segel", f"{ACCOUNTS} kunci data, {ACCOUNTS} tidak dapat dibuka")
    ]
    keys_file(sealed).write_text(safe)
    assert sealed_by(sealed) == before and told(start(sealed, "open")) == ACCOUNTS


def test_a_restored_backup_is_brought_to_the_present_key(sealed):
    with psycopg.connect(sealed.owner_url) as db:
        backup = db.execute("SELECT id, wrapped, sealed_by FROM data_key").fetchall()
    answer(sealed, "keys", "rotate")
    with psycopg.connect(sealed.owner_url) as db, db.cursor() as cursor:
        cursor.executemany("UPDATE data_key SET wrapped = %s, sealed_by = %s WHERE id = %s",
                           [(wrapped, key, row) for row, wrapped, key in backup])  # fmt: skip
    refused = start(sealed, "open").end()
    assert "sealing_key_retired" in refused.stderr
    assert answer(sealed, "keys", "rotate")["rewrapped"] == ACCOUNTS
    assert told(start(sealed, "open")) == ACCOUNTS


def test_keys_given_by_the_environment_are_followed_and_not_changed(sealed):
    text = keys_file(sealed).read_text()
    refused = command(sealed, "keys", "rotate", environment={"PAYUNG_SEALING_KEYSET": text})
    assert refused.returncode == 2 and "PAYUNG_SEALING_KEYSET" in refused.stderr
    assert keys_file(sealed).read_text() == text
