"""The two ways a request can be turned down without being a bug: `Refused` and `Problem`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):
    """The programme says no: a code, the facts (never a name, NIK or phone) and the article.

    The words are made at the door, from the code (see `payung.units.words`).
    """

    def __init__(self, code: str, *, article: str = "", **facts: Any) -> None:
        super().__init__(code)
        self.code, self.article, self.facts = code, article, facts


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one thing in a file: where it stands, a code, and the facts. A value, not an exception."""

    code: str
    where: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
