"""The key that seals backups: outside the database and outside every backup, in a file that this user alone can read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import tink
from tink import json_proto_keyset_format, secret_key_access, streaming_aead

from payung.config.home import sub_folder
from payung.sealing.key_file import put_once
from payung.units.refusal import Refused

FILE = "backup-key.json"


@dataclass(frozen=True, slots=True)
class BackupKey:
    """What seals and opens, the file it lies in, and the short name by which a backup says whose it is."""

    seals: streaming_aead.StreamingAead = field(repr=False)
    file: Path
    name: str


def key_file() -> Path:
    """PAYUNG_BACKUP_KEY, or the file in the data folder's `keys`."""
    given = os.environ.get("PAYUNG_BACKUP_KEY")
    return Path(given).expanduser() if given else sub_folder("keys") / FILE


@cache
def _known_to_tink() -> None:
    streaming_aead.register()


def _new_keyset() -> str:
    handle = tink.new_keyset_handle(streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB)
    return str(json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN))


def backup_key(*, make: bool) -> BackupKey:
    """The key, made at the first backup when `make` is given.

    Raises Refused: "backup_key_missing", "backup_key_open" when others can read the file, "backup_key_damaged".
    """
    _known_to_tink()
    file = key_file()
    if not file.exists():
        if not make:
            raise Refused("backup_key_missing", path=str(file))
        put_once(file, _new_keyset().encode())
    if file.stat().st_mode & 0o077:
        raise Refused("backup_key_open", path=str(file))
    text = file.read_text("utf-8", errors="replace")
    try:
        keyset = json_proto_keyset_format.parse(text, secret_key_access.TOKEN)
        seals = keyset.primitive(streaming_aead.StreamingAead)
    except tink.TinkError:
        raise Refused("backup_key_damaged", path=str(file)) from None
    return BackupKey(seals, file, sha256(text.encode()).hexdigest()[:16])
