"""An answer that can be checked: items with amount, formula, article and evidence, and their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from payung.rules.law import EVIDENCE, Value


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an answer, in rupiah, with the formula that made it, its article, and whom or what it is about: a code or a
    number, the same in every language, and its name by language where it has one; so has a formula that holds words.

    The evidence is that of the weakest value in the line; `law_from` is the day from which the law in it holds.
    """

    code: str
    amount_idr: int
    formula: str
    article: str
    evidence: str
    about: str = ""
    law_from: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)

    def formula_in(self, language: str) -> str:
        """The formula in a language; the one for all where it is nothing but numbers."""
        return self.formulas.get(language, self.formula)

    def for_json(self) -> dict[str, Any]:
        """The line as plain data, its names left out: whoever tells it says them in the language that was asked for."""
        return {key: value for key, value in asdict(self).items() if key not in ("named", "formulas")}


def weakest(values: Sequence[Value]) -> str:
    """The evidence of the least certain of the values."""
    return max((value.evidence for value in values), key=EVIDENCE.index)


def line(
    code: str, amount_idr: int, formula: str, cited: Sequence[Value], *, also: Sequence[Value] = (), about: str = "",
    named: Mapping[str, str] | None = None,
) -> Item:  # fmt: skip
    """A line that cites the sources of some values, and is as certain as the weakest of these and of the others it uses."""
    article = "; ".join(dict.fromkeys(value.source for value in cited))
    law_from = max(value.starts for value in cited).isoformat()
    return Item(code, amount_idr, formula, article, weakest([*cited, *also]), about, law_from, named or {})


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
        return unverified(self.rests_on)

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Where each value was read, one row a concept and day, for JSON."""
        # A value may be a table, which cannot be a key; its concept and first day can.
        once = {(v.concept, v.starts): v for v in self.rests_on}
        return [
            {"concept": v.concept, "source": v.source, "evidence": v.evidence, "from": v.starts.isoformat()}
            for v in once.values()
        ]

    def __add__(self, other: Answer) -> Answer:
        """Both answers together."""
        return Answer(self.items + other.items, self.rests_on + other.rests_on)

    def for_json(self, law_digest: str) -> dict[str, Any]:
        """The answer as every door gives it: total, items, what is unverified, sources, and the digest of the law."""
        return {
            "total_idr": self.total_idr,
            "items": [item.for_json() for item in self.items],
            "unverified": self.unverified,
            "sources": self.sources,
            "law_digest": law_digest,
        }

    def amount_of(self, code: str) -> int:
        """The sum of the items with this code, in rupiah; 0 when there is none."""
        return sum(item.amount_idr for item in self.items if item.code == code)


def unverified(values: Sequence[Value]) -> list[str]:
    """The concepts among the values that have no source, by name."""
    return sorted({value.concept for value in values if value.unverified})
