"""Bank accounts as they are compared: the same account, however its bank and number were written down."""

from __future__ import annotations

import re

# How often met banks are called for short, by what they are called in full.
_FULL = {
    "rakyatindonesia": "bri", "negaraindonesia": "bni", "tabungannegara": "btn", "centralasia": "bca",
    "syariahindonesia": "bsi", "jabarbanten": "bjb", "pembangunandaerahjawabaratdanbanten": "bjb",
}  # fmt: skip
_SHORT = frozenset(_FULL.values()) | {"mandiri"}
_NO_NAME = frozenset({"bank", "pt", "persero", "tbk"})
# What follows tells of the counter, not of the bank.
_COUNTER = frozenset({"cabang", "capem", "kc", "kcp", "kantor", "unit"})


def _bank(name: str) -> str:
    """The bank alone: "PT. Bank Rakyat Indonesia (Persero) Unit Wanayasa" and "B R I" are both "bri"."""
    told = []
    for word in re.findall(r"[a-z0-9]+", name.casefold()):
        if word in _COUNTER:
            break
        if word in _SHORT:
            return word
        if word not in _NO_NAME:
            told.append(word)
    joined = "".join(told) or name.casefold().strip()
    return _FULL.get(joined, joined)


def comparable(bank: str, number: str) -> str:
    """One text for one account: its bank and its number without signs or leading zeros. "bri 123456789"."""
    digits = "".join(character for character in number if character.isdigit())
    return f"{_bank(bank)} {digits.lstrip('0') or digits}"
