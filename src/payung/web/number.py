"""The number that an address carries on from: only one that a table can hold."""

from __future__ import annotations

_MOST_DIGITS = 18


def number(text: str) -> int | None:
    """The number in a text of plain digits; None for any other text, and for more digits than a key can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
