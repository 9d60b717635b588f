"""Keep the key that seals the log: made once, never replaced, its public half published beside it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from payung.sealing.key_file import new_private_pem, public_pem, put_once
from payung.units.refusal import Refused

PRIVATE_FILE, PUBLIC_FILE = "audit-private-key.pem", "audit-public-key.pem"


def seal_key(folder: Path) -> Ed25519PrivateKey:
    """The key kept in the folder, made at the first call (PEM PKCS8, mode 0600). Several processes at once end with one.

    Raises Refused("seal_key_damaged"): with another key the old seals could not be told from false ones.
    """
    file = folder / PRIVATE_FILE
    if not file.exists():
        if (folder / PUBLIC_FILE).exists():
            raise Refused("seal_key_damaged", path=str(file))
        put_once(file, new_private_pem())
    key = _read_private(file)
    put_once(folder / PUBLIC_FILE, public_pem(key.public_key()), mode=0o644)
    return key


def _read_private(file: Path) -> Ed25519PrivateKey:
    with suppress(ValueError, TypeError):
        key = load_pem_private_key(file.read_bytes(), password=None)
        if isinstance(key, Ed25519PrivateKey):
            return key
    raise Refused("seal_key_damaged", path=str(file))


def read_public(file: Path) -> Ed25519PublicKey:
    """A public key from a PEM file. Raises Refused("seal_key_damaged")."""
    with suppress(ValueError, TypeError, OSError):
        key = load_pem_public_key(file.read_bytes())
        if isinstance(key, Ed25519PublicKey):
            return key
    raise Refused("seal_key_damaged", path=str(file))
