"""Kemendagri region codes (PP.KK.CC.DDDD) and the area that a user may see, as a half-open range of codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")
LEVELS = ("province", "regency", "district", "village")


def is_region_code(text: str) -> bool:
    """Whether the text is a dotted code of a province, regency, district or village."""
    return bool(_FORM.fullmatch(text))


def dotted(text: str) -> str:
    """A code with its dots: "3214162005" gives "32.14.16.2005"; a text that is no code comes back stripped."""
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) in (2, 4, 6, 10):
        parts = digits[0:2], digits[2:4], digits[4:6], digits[6:10]
        return ".".join(part for part in parts if part)
    return digits


def level(code: str) -> str:
    """province, regency, district or village, by the number of parts of a code."""
    return LEVELS[code.count(".")]


def parent(code: str) -> str | None:
    """The code one level up; None for a province."""
    return code.rpartition(".")[0] or None


@dataclass(frozen=True, slots=True)
class Area:
    """A region code and everything below it; the empty code is the whole country.

    `starts` and `ends` bound the codes in "C" collation: starts <= code < ends.
    """

    code: str

    def __post_init__(self) -> None:
        if self.code and not is_region_code(self.code):
            raise ValueError(f"not a region code: {self.code!r}")

    @property
    def starts(self) -> str:
        return self.code or "0"

    @property
    def ends(self) -> str:
        return f"{self.code}~"

    def __contains__(self, code: str) -> bool:
        return self.starts <= code < self.ends
