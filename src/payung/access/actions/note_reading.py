"""Write down that somebody read what is not shown to everybody, and why."""

from __future__ import annotations

from collections.abc import Sequence

from payung.units.refusal import Refused


def note_reading(*, what: str, table: str, ids: Sequence[int], reason: str) -> None:
    """A reading in the history, in the same transaction. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("reason_missing")
