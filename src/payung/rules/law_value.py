"""One dated value of the law, what its concept is called, and the four ways in which it may be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

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
    """What a concept is called, and what its values are counted in."""

    title: str
    unit: str
