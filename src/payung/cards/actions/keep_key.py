"""Keep the key that signs cards: made once, never replaced, its public half published beside it."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

PRIVATE_FILE = "card-private-key.pem"
PUBLIC_FILE = "card-public-key.pem"
ISSUER_FILE = "card-issuer.json"


class CardKeyDamaged(Exception):
    """The kept key cannot be used; printed cards hang on it, so it is never replaced silently."""

    def __init__(self, file: Path, why: str) -> None:
        self.file, self.why = file, why
        super().__init__(
            f"Kunci kartu di {file} tidak dapat dipakai: {why}. Pulihkan berkas itu dari cadangan; "
            "kartu yang sudah dicetak hanya dapat diperiksa dengan kunci yang sama."
        )


@dataclass(frozen=True)
class Issuer:
    """Who signs cards, as anyone may know it: name, key id (16 hex digits), raw Ed25519 public key (32 bytes)."""

    name: str
    key_id: str
    public_key: bytes


@dataclass(frozen=True)
class CardKey:
    """The secret that signs cards and the issuer it belongs to; its repr shows no secret."""

    private_key: Ed25519PrivateKey = field(repr=False)
    issuer: Issuer


def card_key(folder: Path, *, issuer: str = "Payung") -> CardKey:
    """Give the signing key kept in `folder`, making it at the first call (PEM PKCS8, mode 0600).

    `card-public-key.pem` and `card-issuer.json` are written beside it, for whoever checks cards offline.
    `issuer` names the signing office and counts at the first call only: cards already handed out carry that name.
    Several processes at once end with one key. Raises CardKeyDamaged if a kept file is damaged or missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / PRIVATE_FILE
    # Asked before looking for the key: a published issuer means that its key was there a moment earlier.
    if (folder / ISSUER_FILE).exists() and not file.exists():
        raise CardKeyDamaged(file, "berkasnya hilang")
    if not file.exists():
        _create_once(file, _new_private_pem(), mode=0o600)
    private_key = _load_private(file)
    return CardKey(private_key, _publish(folder, private_key, issuer))


def read_issuer(file: Path) -> Issuer:
    """Give the issuer published in a `card-issuer.json`, here or sent by another office; raises CardKeyDamaged."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        found = Issuer(str(told["issuer"]), str(told["key_id"]), bytes.fromhex(told["public_key"]))
    except (ValueError, KeyError, TypeError) as error:
        raise CardKeyDamaged(file, "isinya bukan keterangan penerbit kartu") from error
    if found.key_id != key_id_of(found.public_key):
        raise CardKeyDamaged(file, "nomor kunci dan kunci publiknya tidak cocok")
    return found


def key_id_of(public_key: bytes) -> str:
    """Give the id of a raw public key: the first 8 bytes of its SHA-256, as 16 hex digits."""
    return hashlib.sha256(public_key).digest()[:8].hex()


def _publish(folder: Path, private_key: Ed25519PrivateKey, name: str) -> Issuer:
    public = private_key.public_key()
    raw = public.public_bytes_raw()
    told = {"issuer": name, "key_id": key_id_of(raw), "public_key": raw.hex(), "algorithm": "Ed25519"}
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _create_once(folder / PUBLIC_FILE, pem)
    _create_once(folder / ISSUER_FILE, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())
    kept = read_issuer(folder / ISSUER_FILE)
    if kept.public_key != raw:
        raise CardKeyDamaged(folder / ISSUER_FILE, "keterangan penerbit menyebut kunci lain")
    if (folder / PUBLIC_FILE).read_bytes() != pem:
        raise CardKeyDamaged(folder / PUBLIC_FILE, "kunci publiknya milik kunci lain")
    return kept


def _new_private_pem() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _load_private(file: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CardKeyDamaged(file, "isinya bukan kunci PEM yang utuh") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise CardKeyDamaged(file, "isinya bukan kunci Ed25519")
    return key


def _create_once(file: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Put whole `content` at `file` unless something is there: a hard link is all or nothing and never overwrites."""
    if file.exists():
        return
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        os.chmod(draft, mode)
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first; its content counts
    finally:
        os.unlink(draft)
