"""Count one request in its buckets and tell how many seconds to wait, if any of them is full."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

WINDOW_SECONDS = 60


@cache
def _statement(name: str) -> str:
    return (Path(__file__).parents[1] / "sql" / f"{name}.sql").read_text("utf-8")


def bucket(*parts: str) -> bytes:
    """The bucket of a limit and whom it counts: a keyed hash, from which neither a user nor an address can be read."""
    key = blake2b(f"rate:{settings.SECRET_KEY}".encode()).digest()
    return blake2b("\x00".join(parts).encode(), key=key, digest_size=16).digest()


def count_requests(limits: dict[bytes, int], *, at: float) -> int:
    """Counts one request in every bucket and gives the seconds to wait: 0 when all are under their hits a minute.

    The minute slides: of the window before, that part still counts which lies within the last sixty seconds. A request that
    is turned away counts too, so that whoever does not wait goes on waiting. Runs outside the page's transaction.
    """
    window = int(at) // WINDOW_SECONDS
    gone = at / WINDOW_SECONDS - window
    with connection.cursor() as db:
        facts: dict[str, Any] = {"buckets": list(limits), "window": window, "earlier": window - 1}
        db.execute(_statement("count_requests"), facts)
        full = any(hits + earlier * (1 - gone) > limits[bytes(of)] for of, hits, earlier in db.fetchall())
    return max(1, round(WINDOW_SECONDS * (1 - gone))) if full else 0


def sweep_requests(*, at: float) -> int:
    """Takes away the windows before the last two, and gives how many rows that were."""
    with connection.cursor() as db:
        db.execute(_statement("sweep_requests"), {"earlier": int(at) // WINDOW_SECONDS - 1})
        return db.rowcount
