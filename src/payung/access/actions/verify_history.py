"""Verify the log as a whole: seals, chain and ledgers, in one transaction that sees one moment of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from payung.access.actions.seal_history import Seal, seals
from payung.access.actions.verify_chain import Fault, verify_chain
from payung.access.actions.verify_ledger import verify_ledgers
from payung.access.actions.verify_seals import verify_seals
from payung.access.queries import OPERATOR, seeing
from payung.units.region import Area


@dataclass(slots=True)
class Verified:
    """What was recomputed, how long it took, and the first fault of each part: seals, chain, ledgers."""

    rows: int = 0
    ledger_rows: int = 0
    seals: int = 0
    stamps: int = 0
    seconds: float = 0
    since: date | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not self.faults


@contextmanager
def _one_moment() -> Iterator[None]:
    """All statements see the same moment, however long it takes: what is written meanwhile is for the next time."""
    first = not connection.in_atomic_block
    with transaction.atomic():
        if first:
            with connection.cursor() as db:
                db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with seeing(Area(""), by=OPERATOR):
            yield


def _start(kept: list[Seal], since: date | None) -> Seal | None:
    return next((seal for seal in reversed(kept) if since and seal.day <= since), None)


def verify_history(
    *, folder: Path | None, key: Ed25519PublicKey, trusted: list[x509.Certificate], since: date | None = None
) -> Verified:
    """Recomputes everything, or what came after the last seal of a day or before it, which is then taken at its word."""
    begun, found = perf_counter(), Verified()
    with _one_moment():
        kept = seals()
        start = _start(kept, since)
        sealed = verify_seals(kept, folder=folder, key=key, trusted=trusted)
        chain = verify_chain({seal.seq: seal for seal in kept if seal.seq}, since=start)
        ledgers = verify_ledgers(since=start.seq if start else 0)
    found.rows, found.ledger_rows, found.seals, found.stamps = chain.rows, ledgers.rows, sealed.seals, sealed.stamps
    found.faults = [fault for fault in (sealed.fault, chain.fault, ledgers.fault) if fault]
    found.seconds, found.since = perf_counter() - begun, start.day if start else None
    return found
