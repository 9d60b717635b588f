"""How cells of a list are shown on a page: identity numbers are masked, whatever column they stand in."""

from __future__ import annotations

import re

_LONG_NUMBER = re.compile(r"\d(?:[ .,'’-]?\d){13,}")
_LONGEST = 80


def _hide(found: re.Match[str]) -> str:
    digits = [c for c in found.group() if c.isdigit()]
    return "".join(digits[:4]) + "*" * (len(digits) - 8) + "".join(digits[-4:])


def cell_shown(text: str | None) -> str:
    """A cell fit for a page: at most 80 characters, with numbers of 14 digits and more (NIK, KK) masked in the middle."""
    masked = _LONG_NUMBER.sub(_hide, text or "")
    return masked if len(masked) <= _LONGEST else masked[: _LONGEST - 1] + "…"
