"""One dated value of the law, what its concept is called, and the four ways in which it may be known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.rules.law_unit import UNITS

EVIDENCE = ("law-text", "press", "secondary", "unverified")


class LawError(Exception):
    """A file of the law is not as it must be. The text names the file, the line and the mend."""


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value of the law, with its source and evidence."""

    concept: str
    starts: date
    value: Any
    source: str
    evidence: str
    checked_on: date

    @property
    def unverified(self) -> bool:
        return self.evidence == "unverified"


@dataclass(frozen=True, slots=True)
class Title:
    """What a concept is called and what is to be noted about its values, by language ("id", "en"); its unit is a code."""

    title: Mapping[str, str]
    unit: str
    note: Mapping[str, str]

    def counted_in(self, language: str) -> str:
        """The unit in words, with the note: "rupiah, paling banyak"."""
        return ", ".join(filter(None, (UNITS[self.unit][language], self.note[language])))
