"""Seal the log: sign how far the chain goes, tied to the seal before; kept in the database and in a file beside it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from payung.sealing.key_file import key_id_of

FILE = "audit-seals.jsonl"


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal: what was signed, word for word, the signature, and the number under which the database keeps it."""

    body: str
    signature: bytes
    kept_as: int = field(default=0, compare=False)

    @property
    def told(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def number(self) -> int:
        return int(self.told["number"])

    @property
    def seq(self) -> int:
        return int(self.told["seq"])

    @property
    def day(self) -> date:
        return date.fromisoformat(self.told["day"])

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.body.encode() + self.signature).digest()

    @property
    def line(self) -> str:
        return json.dumps({"body": self.body, "signature": self.signature.hex()}) + "\n"


def seals() -> list[Seal]:
    """Every seal of the database, in their order: one a day."""
    with connection.cursor() as db:
        db.execute("SELECT body, signature, number FROM audit_seal ORDER BY number")
        return [Seal(body, bytes(signature), number) for body, signature, number in db.fetchall()]


def last_seal() -> Seal | None:
    """The newest seal of the database, if there is one."""
    with connection.cursor() as db:
        db.execute("SELECT body, signature FROM audit_seal ORDER BY number DESC LIMIT 1")
        row = db.fetchone()
    return Seal(row[0], bytes(row[1])) if row else None


def seals_in_file(folder: Path) -> Iterator[Seal]:
    """The seals of the file, in its order; none when there is no file. Raises ValueError on a line that is none."""
    file = folder / FILE
    if not file.exists():
        return
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            yield Seal(told["body"], bytes.fromhex(told["signature"]))


def _body(at: datetime, previous: Seal | None, key: Ed25519PrivateKey) -> str:
    with connection.cursor() as db:
        db.execute("SELECT seq, link FROM history_link ORDER BY seq DESC LIMIT 1")
        seq, link = db.fetchone() or (0, hashlib.sha256(b"").digest())
        db.execute("SELECT count(*) FROM history_link WHERE seq <= %s", [seq])
        rows = db.fetchone()[0]
    told = {
        "number": previous.number + 1 if previous else 1, "day": at.date().isoformat(), "at": at.isoformat(),
        "seq": seq, "link": bytes(link).hex(), "rows": rows,
        "previous": previous.digest.hex() if previous else "", "key": key_id_of(key.public_key().public_bytes_raw()),
    }  # fmt: skip
    return json.dumps(told, separators=(",", ":"))


def _append_missing(folder: Path) -> None:
    """Adds to the file what it has not got: the new seal, and one whose writing was cut short. On the disk when it returns."""
    with (folder / FILE).open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        written = max((seal.number for seal in seals_in_file(folder)), default=0)
        file.write("".join(seal.line for seal in seals() if seal.number > written))
        file.flush()
        os.fsync(file.fileno())


def seal_history(*, folder: Path, key: Ed25519PrivateKey, at: datetime) -> Seal:
    """Signs the end of the chain as it is now. Two at once wait for each other.

    The database first, then the file: what a crash in between leaves out of the file, the next seal adds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with transaction.atomic(), connection.cursor() as db:
        db.execute("SELECT pg_advisory_xact_lock(hashtext('audit_seal'))")
        body = _body(at, last_seal(), key)
        seal = Seal(body, key.sign(body.encode()))
        db.execute("INSERT INTO audit_seal VALUES (%s, %s, %s)", [seal.number, seal.body, seal.signature])
    _append_missing(folder)
    return seal
