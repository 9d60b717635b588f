"""An answer that can be checked: items with amount, formula, article and evidence, and their sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from payung.rules.law import Value


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an answer, in rupiah, with the formula that made it and the value of the law it rests on."""

    code: str
    amount_idr: int
    formula: str
    article: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Items whose sum is the answer, and the values of the law that it rests on."""

    items: tuple[Item, ...]
    rests_on: tuple[Value, ...]

    @property
    def total_idr(self) -> int:
        return sum(item.amount_idr for item in self.items)

    @property
    def unverified(self) -> list[str]:
        """Concepts without a source that this answer rests on, by name."""
        return sorted({value.concept for value in self.rests_on if value.unverified})

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Where each value was read, one row a concept, for JSON."""
        return [
            {"concept": v.concept, "source": v.source, "evidence": v.evidence, "from": v.starts.isoformat()}
            for v in self.rests_on
        ]

    def amount_of(self, code: str) -> int:
        """The sum of the items with this code, in rupiah; 0 when there is none."""
        return sum(item.amount_idr for item in self.items if item.code == code)
