"""Files of keys: put there once and never over another, and the Ed25519 keys in some of them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


def put_once(file: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Puts whole `content` at `file` unless something is there, in a folder that is made if need be.

    A hard link is all or nothing and never overwrites: of several processes at once the first one's content counts.
    """
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def new_private_pem() -> bytes:
    """A new Ed25519 key as PEM (PKCS8), not locked: the file's mode guards it."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(public: Ed25519PublicKey) -> bytes:
    """The public half as a PEM file, for whoever checks signatures elsewhere."""
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def key_id_of(raw_public: bytes) -> str:
    """The id of a raw public key: the first 8 bytes of its SHA-256, as 16 hex digits."""
    return hashlib.sha256(raw_public).digest()[:8].hex()
