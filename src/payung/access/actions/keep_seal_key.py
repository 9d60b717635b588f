"""Keep the key that seals the log: made once, never replaced, its public half published beside it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from payung.units.refusal import Refused

PRIVATE_FILE, PUBLIC_FILE = "audit-private-key.pem", "audit-public-key.pem"


def key_id(public: Ed25519PublicKey) -> str:
    """The id of a public key: the first 8 bytes of its SHA-256, as 16 hex digits."""
    return hashlib.sha256(public.public_bytes_raw()).digest()[:8].hex()


def seal_key(folder: Path) -> Ed25519PrivateKey:
    """The key kept in the folder, made at the first call (PEM PKCS8, mode 0600). Several processes at once end with one.

    Raises Refused("seal_key_damaged"): with another key the old seals could not be told from false ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / PRIVATE_FILE
    if not file.exists():
        if (folder / PUBLIC_FILE).exists():
            raise Refused("seal_key_damaged", path=str(file))
        fresh = Ed25519PrivateKey.generate()
        _put_once(file, fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    key = _read_private(file)
    _put_once(folder / PUBLIC_FILE, public_pem(key.public_key()), 0o644)
    return key


def _read_private(file: Path) -> Ed25519PrivateKey:
    with suppress(ValueError, TypeError):
        key = load_pem_private_key(file.read_bytes(), password=None)
        if isinstance(key, Ed25519PrivateKey):
            return key
    raise Refused("seal_key_damaged", path=str(file))


def public_pem(public: Ed25519PublicKey) -> bytes:
    """The public half as a PEM file, for whoever checks the seals elsewhere."""
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public(file: Path) -> Ed25519PublicKey:
    """A public key from a PEM file. Raises Refused("seal_key_damaged")."""
    with suppress(ValueError, TypeError, OSError):
        key = load_pem_public_key(file.read_bytes())
        if isinstance(key, Ed25519PublicKey):
            return key
    raise Refused("seal_key_damaged", path=str(file))


def _put_once(file: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never over what is there."""
    if file.exists():
        return
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        os.chmod(draft, mode)
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        os.unlink(draft)
