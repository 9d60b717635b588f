"""Change the key: a new one seals from now on, every data key is wrapped anew, and the older key is retired.

Runs as the owner of the tables, beside the running program. Killed anywhere it is simply run again: which key a data key is
wrapped by stands in its row, so there is nothing else to remember.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from payung.sealing.envelope import SEALING_LOCK
from payung.sealing.keyring import Keyring, keep, keyring, keyring_file
from payung.units.refusal import Refused

BATCH = 1000
_ROTATION_LOCK = SEALING_LOCK + 1
_REWRAP = (Path(__file__).parent / "sql" / "rewrap.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Rotated:
    """The key that seals now, whether an earlier rotation was only finished, how many data keys were wrapped anew, and
    which keys were retired."""

    primary: int
    resumed: bool
    rewrapped: int
    retired: tuple[int, ...]


def _ask(statement: str, facts: Any = None) -> Any:
    with connections["owner"].cursor() as db:
        db.execute(statement, facts)
        return db.fetchall() if db.description else None


def uses() -> dict[int, int]:
    """How many data keys each key wraps, by the number of the key."""
    return dict(_ask("SELECT sealed_by, count(*) FROM data_key GROUP BY sealed_by"))


def waiting(primary: int) -> int:
    """How many data keys another key than the primary one wraps."""
    return sum(count for key, count in uses().items() if key != primary)


def _present() -> Keyring:
    ring = keyring()
    if ring is None:
        raise Refused("sealing_keys_lost" if uses() else "sealing_keys_none", path=keyring_file())
    return ring


@contextmanager
def _alone() -> Iterator[None]:
    if not _ask("SELECT pg_try_advisory_lock(%s)", [_ROTATION_LOCK])[0][0]:
        raise Refused("rotation_running")
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(%s)", [_ROTATION_LOCK])


def _begun(ring: Keyring) -> bool:
    """Whether an earlier rotation has not come to its end, or a restored backup holds what an older key wrapped."""
    return "older" in dict(ring.states()).values() or waiting(ring.primary) > 0


def _wait_for_writers() -> None:
    """Until everybody who read the keyring before it changed has written; whoever comes later seals with the new key."""
    with transaction.atomic(using="owner"):
        _ask("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])


def _rewrap_batch(ring: Keyring, after: int) -> tuple[int, int]:
    """Wraps the next data keys anew, in one transaction; gives the last id and how many. Nobody who reads has to wait."""
    with transaction.atomic(using="owner"):
        rows = _ask("SELECT id, wrapped, sealed_by FROM data_key WHERE id > %s AND sealed_by <> %s"
                    " ORDER BY id LIMIT %s FOR UPDATE", [after, ring.primary, BATCH])  # fmt: skip
        if not rows:
            return after, 0
        keys = [ring.unwrap(bytes(wrapped), key, also_retired=True) for _id, wrapped, key in rows]
        facts = {"primary": ring.primary, "ids": [row[0] for row in rows], "wrapped": [ring.wrap(key) for key in keys]}
        _ask(_REWRAP, facts)
    return rows[-1][0], len(rows)


def _rewrap(ring: Keyring, progress: Callable[[int], None]) -> int:
    total, after = 0, 0
    while True:
        after, done = _rewrap_batch(ring, after)
        if not done:
            return total
        total += done
        progress(done)


def _retire(ring: Keyring) -> tuple[int, ...]:
    """Retires what no data key uses any more; a ring that was given from outside is left to whoever gave it."""
    assert waiting(ring.primary) == 0, "a data key is still wrapped by an older key"
    older = tuple(key for key, state in ring.states() if state == "older")
    if older and keyring_file() is not None:
        keep(ring.with_older_retired())
    return older


def _change() -> tuple[Keyring, bool]:
    """The ring to wrap with, and whether it was there already: the rest of an earlier rotation comes first."""
    ring = _present()
    if _begun(ring):
        return ring, True
    ring = ring.with_new_primary()
    keep(ring)
    return ring, False


def rotate(*, starts: Callable[[int], None], progress: Callable[[int], None]) -> Rotated:
    """Rotates the key, or finishes the rotation that was begun. `starts` is told how many data keys are to be wrapped anew.

    Raises Refused when another rotation runs, when there are no keys yet, or when a key is missing: nothing is lost then.
    """
    with _alone():
        ring, resumed = _change()
        _wait_for_writers()
        starts(waiting(ring.primary))
        rewrapped = _rewrap(ring, progress)
        return Rotated(ring.primary, resumed, rewrapped, _retire(ring))


def destroy(key_id: int) -> None:
    """Takes a retired key off the ring for good. Raises Refused for one that is not retired or that a data key uses."""
    with _alone():
        ring = _present()
        state = dict(ring.states()).get(key_id)
        if state != "retired" or uses().get(key_id):
            raise Refused("sealing_key_in_use" if state else "sealing_key_missing", key=key_id)
        keep(ring.without(key_id))
