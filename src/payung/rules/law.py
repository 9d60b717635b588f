"""The law as of a day: reads the dated values of `law/` and gives each with its source and how well it is known."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from payung.rules.law_concepts import NEEDED
from payung.rules.law_file import read_concept
from payung.rules.law_value import EVIDENCE, LawError, Title, Value

__all__ = ["EVIDENCE", "Law", "LawError", "LawUnknown", "Title", "Value", "law", "read_law"]


class LawUnknown(Exception):
    """The law before our evidence begins: no figure is given rather than a guessed one."""

    def __init__(self, concept: str, on: date, known_from: date) -> None:
        super().__init__(f"{concept}: known from {known_from}, asked for {on}")
        self.concept, self.on, self.known_from = concept, on, known_from


@dataclass(frozen=True)
class Law:
    """Every value of the law, by concept ("contribution/jkm_amount"), oldest first, and each concept's title and unit."""

    values: dict[str, tuple[Value, ...]]
    titles: dict[str, Title]

    def history(self, concept: str) -> tuple[Value, ...]:
        """Every value of a concept, oldest first. Raises LawError for a concept that has no file."""
        try:
            return self.values[concept]
        except KeyError:
            raise LawError(f"{concept}.toml: not in the folder of the law") from None

    def on(self, concept: str, day: date) -> Value:
        """The value of a concept on a day. Raises LawUnknown before the first, LawError for an unknown concept."""
        history = self.history(concept)
        for value in reversed(history):
            if value.starts <= day:
                return value
        raise LawUnknown(concept, day, history[0].starts)

    def unverified(self) -> list[Value]:
        """Every value without a source, one row a value, by concept and day."""
        return [value for history in self.values.values() for value in history if value.unverified]

    @cached_property
    def digest(self) -> str:
        """A short fingerprint of the whole law, stored with what was decided by it."""
        return sha256(repr(sorted(self.values.items())).encode()).hexdigest()[:16]


def read_law(root: Path) -> Law:
    """The law in a folder of TOML files. Raises LawError naming the file, the line and what is wrong there, or each file that
    the rules need and that is not in the folder."""
    files = sorted(root.rglob("*.toml"))
    if not files:
        raise LawError(f"{root}: no law found here")
    concepts = {path.relative_to(root).with_suffix("").as_posix(): path for path in files}
    read = {concept: read_concept(concept, path) for concept, path in concepts.items()}
    if missing := [concept for concept in NEEDED if concept not in read]:
        raise LawError(
            "\n".join(f"{root / each}.toml: gap: no such file, and the rules ask for it" for each in missing)
        )
    return Law({c: history for c, (_, history) in read.items()}, {c: title for c, (title, _) in read.items()})


@cache
def law() -> Law:
    """The law that this installation runs by: the folder PAYUNG_LAW, or `law/` of the checkout."""
    return read_law(Path(os.environ.get("PAYUNG_LAW") or Path(__file__).parents[3] / "law"))
