"""The law as of a day: reads the dated values of `law/` and gives each with its source and how well it is known."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

EVIDENCE = ("law-text", "press", "secondary", "unverified")
_KEYS = {"from", "value", "source", "evidence", "checked_on"}


class LawError(Exception):
    """A file of the law is not as it must be. The text names the file and the mend."""


class LawUnknown(Exception):
    """The law before our evidence begins: no figure is given rather than a guessed one."""

    def __init__(self, concept: str, on: date, known_from: date) -> None:
        super().__init__(f"{concept}: known from {known_from}, asked for {on}")
        self.concept, self.on, self.known_from = concept, on, known_from


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


@dataclass(frozen=True)
class Law:
    """Every value of the law, by concept ("contribution/jkm_amount"), oldest first."""

    values: dict[str, tuple[Value, ...]]

    def on(self, concept: str, day: date) -> Value:
        """The value of a concept on a day. Raises LawUnknown before the first, KeyError for an unknown concept."""
        history = self.values[concept]
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


def _read_value(concept: str, path: Path, raw: dict[str, Any]) -> Value:
    if wrong := set(raw) ^ _KEYS:
        raise LawError(f"{path}: each of [[values]] has exactly {sorted(_KEYS)}; look at {sorted(wrong)}")
    # A moment is a date too in Python, but no day of the law.
    if not all(type(raw[key]) is date for key in ("from", "checked_on")):
        raise LawError(f"{path}: from and checked_on are days, written 2025-11-21 without quotation marks")
    if raw["evidence"] not in EVIDENCE:
        raise LawError(f"{path}: evidence is one of {', '.join(EVIDENCE)}, not {raw['evidence']!r}")
    if not str(raw["source"]).strip():
        raise LawError(f"{path}: a value without a source")
    return Value(concept, raw["from"], raw["value"], raw["source"], raw["evidence"], raw["checked_on"])


def _read_concept(root: Path, path: Path) -> tuple[str, tuple[Value, ...]]:
    concept = path.relative_to(root).with_suffix("").as_posix()
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LawError(f"{path}: not TOML: {error}") from error
    if set(raw) != {"title", "unit", "values"}:
        raise LawError(f"{path}: has title, unit and [[values]], not {sorted(raw)}")
    history = tuple(_read_value(concept, path, value) for value in raw["values"])
    starts = [value.starts for value in history]
    if not starts or starts != sorted(set(starts)):
        raise LawError(f"{path}: values stand oldest first, one a day, at least one")
    return concept, history


def read_law(root: Path) -> Law:
    """The law in a folder of TOML files. Raises LawError naming the file and what is wrong with it."""
    files = sorted(root.rglob("*.toml"))
    if not files:
        raise LawError(f"{root}: no law found here")
    return Law(dict(_read_concept(root, path) for path in files))


@cache
def law() -> Law:
    """The law that this installation runs by: the folder PAYUNG_LAW, or `law/` of the checkout."""
    return read_law(Path(os.environ.get("PAYUNG_LAW") or Path(__file__).parents[3] / "law"))
