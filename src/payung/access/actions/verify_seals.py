"""Check the seals: their order, their signatures, the file beside the database, and the stamps of somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from payung.access.actions.seal_history import Seal, seals_in_file
from payung.access.actions.stamp_seal import check_stamp
from payung.access.actions.verify_chain import Fault


@dataclass(slots=True)
class Seals:
    """What was checked: how many seals and stamps, and the first fault, if any."""

    seals: int = 0
    stamps: int = 0
    fault: Fault | None = None


def _signed(seal: Seal, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(seal.signature, seal.body.encode())
    except InvalidSignature:
        return False
    return True


def _in_order(kept: Sequence[Seal], key: Ed25519PublicKey) -> Fault | None:
    """Each seal is signed, counts on from the one before and carries its digest, and never goes back."""
    before: Seal | None = None
    for number, seal in enumerate(kept, 1):
        if not _signed(seal, key):
            return Fault("seal_signature_wrong", {"number": number})
        follows = seal.told["previous"] == (before.digest.hex() if before else "")
        if {seal.number, seal.kept_as} != {number} or not follows or (before and seal.seq < before.seq):
            return Fault("seal_order_wrong", {"number": number})
        if seal.told["rows"] != seal.seq:
            return Fault("seal_count_wrong", {"number": number, "rows": seal.told["rows"], "seq": seal.seq})
        before = seal
    return None


def _against_file(kept: Sequence[Seal], folder: Path) -> Fault | None:
    """The file knows the same seals; only the newest may have been cut off while it was written."""
    try:
        for number, (here, there) in enumerate(zip_longest(kept, seals_in_file(folder)), 1):
            if here is None or (here != there and not (there is None and number == len(kept) and number > 1)):
                return Fault("seal_file_differs", {"number": number})
    except (ValueError, KeyError, TypeError):
        return Fault("seal_file_unreadable")
    return None


def _stamps(kept: Sequence[Seal], trusted: list[x509.Certificate], found: Seals) -> Fault | None:
    by_number = {seal.number: seal for seal in kept}
    with connection.cursor() as db:
        db.execute("SELECT seal, token FROM audit_stamp ORDER BY seal")
        stamps = db.fetchall()
    for number, token in stamps if trusted else []:
        if number not in by_number or not check_stamp(by_number[number], bytes(token), trusted):
            return Fault("stamp_wrong", {"number": number})
        found.stamps += 1
    return None


def verify_seals(
    kept: Sequence[Seal], *, folder: Path | None, key: Ed25519PublicKey, trusted: list[x509.Certificate]
) -> Seals:
    """Checks every seal. Without a folder the file is not looked at; without certificates the stamps are not."""
    found = Seals(seals=len(kept))
    found.fault = _in_order(kept, key)
    if found.fault is None and folder is not None:
        found.fault = _against_file(kept, folder)
    found.fault = found.fault or _stamps(kept, trusted, found)
    return found
