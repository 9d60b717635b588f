"""The national identity number (NIK): 16 digits, province to serial, the day of birth plus 40 for women."""

from __future__ import annotations

import re

FORM = r"^[0-9]{16}$"
DAY_OF_WOMEN = 40  # is added to the day of birth
_FORM = re.compile(FORM)
# Sixteen digits, however they are spaced.
_SOMEWHERE = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")


def is_nik(text: str) -> bool:
    """Whether the text has the form of a NIK: exactly 16 digits."""
    return bool(_FORM.match(text)) and not text.endswith("\n")


def names_a_nik(text: str) -> bool:
    """Whether something like a NIK stands in free text, where none belongs."""
    return bool(_SOMEWHERE.search(text))


def masked(nik: str) -> str:
    """A NIK fit to be shown: first and last four digits, the rest hidden; anything else is hidden whole."""
    return f"{nik[:4]}********{nik[-4:]}" if is_nik(nik) else "*" * len(nik)
