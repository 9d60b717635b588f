"""Keep the key that signs cards: made once, never replaced, its public half published beside it."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from payung.sealing.key_file import key_id_of, new_private_pem, public_pem, put_once

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
    file = folder / PRIVATE_FILE
    # Asked before looking for the key: a published issuer means that its key was there a moment earlier.
    if (folder / ISSUER_FILE).exists() and not file.exists():
        raise CardKeyDamaged(file, "berkasnya hilang")
    put_once(file, new_private_pem())
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


def _publish(folder: Path, private_key: Ed25519PrivateKey, name: str) -> Issuer:
    public = private_key.public_key()
    raw = public.public_bytes_raw()
    told = {"issuer": name, "key_id": key_id_of(raw), "public_key": raw.hex(), "algorithm": "Ed25519"}
    pem = public_pem(public)
    put_once(folder / PUBLIC_FILE, pem, mode=0o644)
    put_once(folder / ISSUER_FILE, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode(), mode=0o644)
    kept = read_issuer(folder / ISSUER_FILE)
    if kept.public_key != raw:
        raise CardKeyDamaged(folder / ISSUER_FILE, "keterangan penerbit menyebut kunci lain")
    if (folder / PUBLIC_FILE).read_bytes() != pem:
        raise CardKeyDamaged(folder / PUBLIC_FILE, "kunci publiknya milik kunci lain")
    return kept


def _load_private(file: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CardKeyDamaged(file, "isinya bukan kunci PEM yang utuh") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise CardKeyDamaged(file, "isinya bukan kunci Ed25519")
    return key
