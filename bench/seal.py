"""The process that is measured: so many health results sealed, committed, read back, opened, and their key rotated.

python -m bench.seal VALUES
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from time import perf_counter
from typing import Any

_VILLAGE, _DAY = "32.14.16.2005", date(2025, 11, 21)
_BATCH = 5000
_RESULTS = {"systolic": 120, "diastolic": 80, "glucose": 95, "note": "tidak ada keluhan"}


@contextmanager
def _timed(into: dict[str, float], name: str) -> Iterator[None]:
    begun = perf_counter()
    yield
    into[name] = perf_counter() - begun


def _people(values: int) -> list[int]:
    """Workers to measure, who have consented, written down before anything is timed; gives their ids."""
    from django.db import connection

    with connection.cursor() as db:
        db.execute(
            "INSERT INTO person (nik, name, birth_on, village)"
            " SELECT '321499' || lpad(n::text, 10, '0'), 'P', '1980-05-17', %s FROM generate_series(1, %s) n RETURNING id",
            [_VILLAGE, values],
        )
        people = [row[0] for row in db.fetchall()]
        db.execute(
            "INSERT INTO consent (village, purpose, given_on, how, noted_by, people)"
            " SELECT %s, 'health-check', %s, 'form', 'bench', ARRAY[id] FROM unnest(%s::bigint[]) AS id",
            [_VILLAGE, _DAY, people],
        )
        return people


def _count_rows(tables: str) -> None:
    """As the server does by itself within a minute of so many rows; a plan for an empty table would read them all."""
    from django.db import connections

    with connections["owner"].cursor() as db:
        db.execute(f"VACUUM ANALYZE {tables}")


def _seal(people: list[int]) -> None:
    from payung.screening.models import HealthResult
    from payung.sealing.field import give_keys

    common: dict[str, Any] = {"village": _VILLAGE, "measured_on": _DAY, "event": "E", "entered_by": "bench"}
    rows = [HealthResult(person_id=person, results=_RESULTS, entered_at="2025-11-21T00:00:00+07:00", **common)
            for person in people]  # fmt: skip
    HealthResult.objects.bulk_create(give_keys(rows))


def _open(values: int) -> None:
    from payung.screening.models import HealthResult
    from payung.sealing.field import opened_rows

    after = opened = 0
    while rows := list(HealthResult.objects.filter(pk__gt=after).order_by("pk")[:_BATCH]):
        opened += sum(told["results"] == _RESULTS for told in opened_rows(rows, "results"))
        after = rows[-1].pk
    assert opened == values


def _cipher_alone(took: dict[str, float], values: int) -> None:
    """The same without a database: data key made and wrapped, value sealed; unwrapped and opened."""
    import tink
    from tink import aead

    from payung.sealing.envelope import OpenKey, Sealed, seal, unseal
    from payung.sealing.keyring import keyring

    ring, kept = keyring(), []
    assert ring is not None
    with _timed(took, "cipher_seal"):
        for at in range(values):
            key = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
            kept.append((ring.wrap(key), seal(_RESULTS, OpenKey(at, key.primitive(aead.Aead)), b"here")))
    with _timed(took, "cipher_open"):
        for at, (wrapped, sealed) in enumerate(kept):
            cipher = ring.unwrap(wrapped, ring.primary).primitive(aead.Aead)
            unseal(Sealed(sealed.token), OpenKey(at, cipher), b"here")


def main(values: int) -> dict[str, float]:
    """Seconds of each part."""
    from payung.config.installation import connect

    connect()
    from payung.access.queries import seeing
    from payung.sealing.rotate import rotate
    from payung.units.region import Area

    took: dict[str, float] = {}
    with seeing(Area(""), by="bench"):
        people = _people(values)
    _count_rows("consent")
    with _timed(took, "seal"):
        for at in range(0, values, _BATCH):
            with seeing(Area(""), by="bench"):
                _seal(people[at : at + _BATCH])
            if not at:
                _count_rows("data_key, health_result")
    with _timed(took, "open"), seeing(Area(""), by="bench"):
        _open(values)
    with _timed(took, "rotate"):
        rotate(starts=lambda _total: None, progress=lambda _done: None)
    _cipher_alone(took, values)
    return took


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1])), sys.stdout)
