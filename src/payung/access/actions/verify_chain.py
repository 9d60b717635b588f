"""Recompute the chain of the log row by row, apart from the database's own reckoning, and name the first link that is wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from payung.access.actions.seal_history import Seal

_SQL = Path(__file__).parents[1] / "sql"
START = hashlib.sha256(b"").digest()
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: a code with words in both languages, and the facts that go into them."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Chain:
    """What was recomputed: how many rows, the last number and link, and the first fault, if any."""

    rows: int = 0
    seq: int = 0
    link: bytes = START
    fault: Fault | None = None


def stream(statement: Any, **given: Any) -> Iterator[tuple[Any, ...]]:
    """Rows of a statement by a cursor of the server: as much memory for ten million as for ten. Inside a transaction."""
    connection.ensure_connection()
    native: psycopg.Connection[Any] = connection.connection
    with psycopg.ServerCursor(native, "verify") as db:
        db.itersize = _AT_ONCE
        yield from db.execute(statement, given)


def row_text(columns: tuple[str | None, ...]) -> str:
    """The text of a row that is signed: all its columns in their order, as one JSON array."""
    return json.dumps(columns, ensure_ascii=False)


def who_and_when(columns: tuple[Any, ...]) -> dict[str, Any]:
    """When, by whom and in which table a row of history was written, for a sentence."""
    at = datetime.fromtimestamp(int(columns[1]) / 1_000_000, UTC)
    return {"at": at.isoformat(timespec="seconds"), "by": columns[2], "table": columns[3], "id": columns[0]}


def _misfit(chain: Chain, seq: int | None, link: bytes | None, history_id: int | None, row: Any) -> Fault | None:
    if seq is None:
        return Fault("chain_row_unlinked", who_and_when(row))
    if seq != chain.seq + 1:
        return Fault("chain_gap", {"seq": chain.seq + 1, "next": seq})
    if row[0] is None:
        return Fault("chain_row_missing", {"seq": seq, "id": history_id})
    chain.rows, chain.seq = chain.rows + 1, seq
    chain.link = hashlib.sha256(chain.link + row_text(row).encode()).digest()
    return None if chain.link == link else Fault("chain_row_altered", {"seq": seq, **who_and_when(row)})


def verify_chain(sealed: dict[int, Seal], *, since: Seal | None = None) -> Chain:
    """Recomputes all links, or those after a seal, and compares them with the seals. Stops at the first fault.

    `sealed` are the seals by the number of the link they were put on. Must run with eyes that see the whole country.
    """
    chain = Chain(seq=since.seq, link=bytes.fromhex(since.told["link"])) if since else Chain()
    for seq, link, history_id, *row in stream((_SQL / "chain_rows.sql").read_text("utf-8"), after=chain.seq):
        chain.fault = _misfit(chain, seq, link and bytes(link), history_id, tuple(row))
        seal = sealed.get(chain.seq)
        if chain.fault is None and seal and seal.told["link"] != chain.link.hex():
            chain.fault = Fault(
                "chain_differs_from_seal", {"seq": chain.seq, "day": seal.day, **who_and_when(tuple(row))}
            )
        if chain.fault:
            return chain
    furthest = max(sealed, default=0)
    if furthest > chain.seq:
        chain.fault = Fault(
            "chain_shorter_than_seal", {"seq": chain.seq, "sealed": furthest, "day": sealed[furthest].day}
        )
    return chain
