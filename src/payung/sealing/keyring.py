"""The keys that wrap all data keys: a tink keyset in the folder of keys, or wherever the environment says; never the database.

PAYUNG_SEALING_KEYS names another file, PAYUNG_SEALING_KEYSET holds the keyset itself (JSON), as a vault hands it over.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tink
from django.conf import settings
from google.protobuf import json_format
from tink import aead, proto_keyset_format, secret_key_access
from tink.proto import tink_pb2

from payung.units.refusal import Refused

aead.register()
_BOUND = b"payung data_key"


@cache
def _aead(keyset: bytes, key_id: int) -> aead.Aead:
    """What one key of a keyset wraps and unwraps with, retired or not."""
    whole = tink_pb2.Keyset.FromString(keyset)
    key = next(key for key in whole.key if key.key_id == key_id)
    alone = tink_pb2.Keyset(primary_key_id=key_id, key=[key])
    alone.key[0].status = tink_pb2.KeyStatusType.ENABLED
    handle = proto_keyset_format.parse(alone.SerializeToString(), secret_key_access.TOKEN)
    return handle.primitive(aead.Aead)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys by number: the primary one seals, the enabled ones open, the retired ones do neither. Its repr shows no secret."""

    keyset: bytes = field(repr=False)

    @property
    def _read(self) -> Any:
        return tink_pb2.Keyset.FromString(self.keyset)

    @property
    def primary(self) -> int:
        return int(self._read.primary_key_id)

    def states(self) -> Iterator[tuple[int, str]]:
        """Each key's number and its state: primary, older or retired; the oldest first."""
        for key in self._read.key:
            enabled = key.status == tink_pb2.KeyStatusType.ENABLED
            yield key.key_id, "primary" if key.key_id == self.primary else "older" if enabled else "retired"

    def wrap(self, data_key: Any) -> bytes:
        """A data key (tink keyset handle) wrapped by the primary key."""
        wrapping = _aead(self.keyset, self.primary)
        return bytes(proto_keyset_format.serialize_encrypted(data_key, wrapping, _BOUND))

    def unwrap(self, wrapped: bytes, key_id: int, *, also_retired: bool = False) -> Any:
        """The data key inside. Raises Refused for a key that is not on the ring, is retired, or is not the one."""
        state = dict(self.states()).get(key_id)
        if state is None:
            raise Refused("sealing_key_missing", key=key_id)
        if state == "retired" and not also_retired:
            raise Refused("sealing_key_retired", key=key_id)
        try:
            return proto_keyset_format.parse_encrypted(wrapped, _aead(self.keyset, key_id), _BOUND)
        except tink.TinkError:
            raise Refused("sealing_key_wrong", key=key_id) from None

    def with_new_primary(self) -> Keyring:
        """The same keys and a fresh one, which seals from now on."""
        whole, fresh = self._read, _fresh()
        while fresh.primary_key_id in dict(self.states()):
            fresh = _fresh()
        whole.key.extend(fresh.key)
        whole.primary_key_id = fresh.primary_key_id
        return Keyring(whole.SerializeToString())

    def with_older_retired(self) -> Keyring:
        """The same keys, all but the primary one retired."""
        whole = self._read
        for key in whole.key:
            if key.key_id != whole.primary_key_id:
                key.status = tink_pb2.KeyStatusType.DISABLED
        return Keyring(whole.SerializeToString())

    def without(self, key_id: int) -> Keyring:
        """The same keys but one."""
        whole = self._read
        kept = [key for key in whole.key if key.key_id != key_id]
        return Keyring(tink_pb2.Keyset(primary_key_id=whole.primary_key_id, key=kept).SerializeToString())


def _fresh() -> Any:
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    return tink_pb2.Keyset.FromString(proto_keyset_format.serialize(handle, secret_key_access.TOKEN))


def new_keyring() -> Keyring:
    """A ring with one fresh key (AES-256-GCM)."""
    return Keyring(_fresh().SerializeToString())


def _parsed(text: str, where: str) -> Keyring:
    """The ring written as tink's JSON. Raises Refused("sealing_keys_damaged")."""
    try:
        keyset = json_format.Parse(text, tink_pb2.Keyset())
        ring = Keyring(keyset.SerializeToString())
        _aead(ring.keyset, ring.primary)
    except (json_format.ParseError, tink.TinkError, StopIteration, ValueError):
        raise Refused("sealing_keys_damaged", path=where) from None
    return ring


def keyring_file() -> Path | None:
    """Where the keys are kept; None when the environment holds them itself, so that nobody here can change them."""
    if os.environ.get("PAYUNG_SEALING_KEYSET"):
        return None
    named = os.environ.get("PAYUNG_SEALING_KEYS")
    return Path(named) if named else Path(settings.KEY_FOLDER) / "sealing-keys.json"


@lru_cache(maxsize=4)
def _read(file: Path, _version: tuple[int, int, int]) -> Keyring:
    return _parsed(file.read_text("utf-8"), str(file))


def keyring() -> Keyring | None:
    """The keys as they are at this moment, so that a running server sees a new one at once; None when there are none yet."""
    file = keyring_file()
    if file is None:
        return _parsed(os.environ["PAYUNG_SEALING_KEYSET"], "PAYUNG_SEALING_KEYSET")
    try:
        seen = file.stat()
    except FileNotFoundError:
        return None
    return _read(file, (seen.st_mtime_ns, seen.st_size, seen.st_ino))


def keep(ring: Keyring, *, first: bool = False) -> None:
    """Writes the keys, whole or not at all, readable by this user alone; the first ones never over others."""
    file = keyring_file()
    if file is None:
        raise Refused("sealing_keys_given")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "w") as opened:
            opened.write(json_format.MessageToJson(tink_pb2.Keyset.FromString(ring.keyset)))
            opened.flush()
            os.fsync(opened.fileno())
        _put(draft, file, first)
    except FileExistsError:
        pass  # another process was first; its keys count
    finally:
        Path(draft).unlink(missing_ok=True)


def _put(draft: str, file: Path, first: bool) -> None:
    (os.link if first else os.replace)(draft, file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
