"""Seal and open values: each row has a data key of its own, wrapped by the keyring, and every value is bound to its place.

A sealed text is `v1:<id of the data key>:<base64>`. It opens with its data key and only at the table, column and row it was
sealed for; JSON inside, filled up with blanks, so that its length tells nothing.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import tink
from django.db import connection, transaction
from tink import aead

from payung.sealing.keyring import Keyring, keep, keyring, keyring_file, new_keyring
from payung.sealing.models import DataKey
from payung.units.refusal import Refused

FORM = r"^v1:[0-9]+:[A-Za-z0-9+/]+=*$"
# Any number that no other program on the same database uses for its advisory locks.
SEALING_LOCK = 20251122
_FILLED_TO = 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """The text of a sealed column as the database holds it; shown, it says no more than that."""

    token: str = field(repr=False)

    def __str__(self) -> str:
        return "(sealed)"

    @property
    def data_key_id(self) -> int:
        if not re.match(FORM, self.token):
            raise Refused("sealed_value_damaged")
        return int(self.token.split(":")[1])


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A data key unwrapped, for as long as one row is written or read. Its repr shows no secret."""

    id: int
    cipher: aead.Aead = field(repr=False)


def _ring_to_seal_with() -> Keyring:
    """The keyring, made at the very first value. Raises Refused when it is lost while values need it."""
    if ring := keyring():
        return ring
    if DataKey.objects.exists():
        raise Refused("sealing_keys_lost", path=keyring_file())
    keep(new_keyring(), first=True)
    ring = keyring()
    assert ring is not None
    return ring


def keep_data_keys(fresh: Sequence[Any], *, purpose: str = "") -> list[DataKey]:
    """Writes fresh keys (tink keyset handles) down wrapped, in one statement.

    The shared lock lasts until the transaction ends: a rotation waits for it before it counts what the older key still holds.
    """
    with transaction.atomic():
        with connection.cursor() as db:
            db.execute("SELECT pg_advisory_xact_lock_shared(%s)", [SEALING_LOCK])
        ring = _ring_to_seal_with()
        rows = [DataKey(wrapped=ring.wrap(key), sealed_by=ring.primary, purpose=purpose) for key in fresh]
        return DataKey.objects.bulk_create(rows, batch_size=5000)


def new_data_keys(count: int) -> list[OpenKey]:
    """As many fresh data keys, written down wrapped in one statement."""
    fresh = [tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM) for _ in range(count)]
    kept = keep_data_keys(fresh)
    return [OpenKey(row.pk, key.primitive(aead.Aead)) for row, key in zip(kept, fresh, strict=True)]


def unwrapped(kept: DataKey) -> Any:
    """The key inside (a tink keyset handle). Raises Refused without the right keyring."""
    ring = keyring()
    if ring is None:
        raise Refused("sealing_keys_lost", path=keyring_file())
    return ring.unwrap(bytes(kept.wrapped), kept.sealed_by)


def open_keys(ids: Iterable[int]) -> dict[int, OpenKey]:
    """The data keys with these ids, unwrapped, in one statement. Raises Refused without the right keyring."""
    wanted = set(ids)
    ring = keyring()
    if wanted and ring is None:
        raise Refused("sealing_keys_lost", path=keyring_file())
    found = DataKey.objects.in_bulk(wanted)
    if ring is None or wanted - set(found):
        raise Refused("sealed_value_damaged")
    return {
        key.pk: OpenKey(key.pk, ring.unwrap(bytes(key.wrapped), key.sealed_by).primitive(aead.Aead))
        for key in found.values()
    }


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def binding(table: str, column: str, row: Sequence[object]) -> bytes:
    """What ties a value to its place. A row that does not know yet where it stands cannot be sealed."""
    if None in row:
        raise ValueError(f"{table}.{column} is sealed to a row that is not complete yet")
    return json.dumps([table, column, *map(_said, row)]).encode()


def seal(value: Any, key: OpenKey, bound: bytes) -> Sealed:
    """The value as JSON, sealed with its row's data key for one place."""
    plain = json.dumps(value, ensure_ascii=False).encode()
    plain += b" " * (-len(plain) % _FILLED_TO)
    return Sealed(f"v1:{key.id}:{base64.b64encode(key.cipher.encrypt(plain, bound)).decode()}")


def unseal(sealed: Sealed, key: OpenKey, bound: bytes) -> Any:
    """The value inside. Raises Refused when it was changed, or stands where it was not sealed for."""
    try:
        return json.loads(key.cipher.decrypt(base64.b64decode(sealed.token.split(":")[2]), bound))
    except (tink.TinkError, ValueError):
        raise Refused("sealed_value_damaged") from None
