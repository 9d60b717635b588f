"""One file of the law, read strictly: what is wrong in it is told with the file and the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from payung.rules.law_unit import UNITS, fits
from payung.rules.law_value import EVIDENCE, LawError, Title, Value
from payung.units.words import LANGUAGES

_HEAD = {"title", "unit", "values"}
_HEAD_MAY = {"note"}
_KEYS = {"from", "value", "source", "evidence", "checked_on"}
_MAY = {"until"}


@dataclass(frozen=True, slots=True)
class _File:
    """The text of a file of the law, and where its values stand in it."""

    path: Path
    lines: list[str]

    def _starts(self) -> list[int]:
        return [n for n, text in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*values\s*\]\]", text)]

    def line_of(self, number: int, key: str = "") -> int:
        """The line of a key in the value of that number (from 0), or where that value begins; 1 when it is not to be found."""
        starts = [*self._starts(), len(self.lines) + 1]
        if number >= len(starts) - 1:
            return 1
        block = range(starts[number], starts[number + 1])
        return next((n for n in block if key and re.match(rf"\s*{key}\s*=", self.lines[n - 1])), block.start)

    def wrong(self, what: str, number: int = 0, key: str = "", line: int | None = None) -> LawError:
        return LawError(f"{self.path}:{line or self.line_of(number, key)}: {what}")

    def wrong_head(self, what: str, key: str) -> LawError:
        """What is wrong above the values, at the line of its key; 1 when it is not to be found."""
        found = (n for n, text in enumerate(self.lines, 1) if re.match(rf"\s*{key}\s*[=.]", text))
        return self.wrong(what, line=next(found, 1))


def _parse(file: _File) -> dict[str, Any]:
    try:
        raw = tomllib.loads("\n".join(file.lines))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise file.wrong(f"not TOML: {error}", line=int(found[1]) if found else len(file.lines)) from error
    if wrong := (set(raw) - _HEAD_MAY) ^ _HEAD:
        key = sorted(wrong)[0]
        raise file.wrong_head(f"has title, unit, perhaps note, and [[values]]; look at {sorted(wrong)}", key)
    if not isinstance(raw["values"], list) or not all(isinstance(value, dict) for value in raw["values"]):
        raise file.wrong("values are written as [[values]]", line=1)
    if not raw["values"]:
        raise file.wrong("at least one of [[values]]", line=1)
    return raw


def _both(given: Any) -> bool:
    """Whether words are given in each language and in no other."""
    return (
        isinstance(given, dict) and set(given) == set(LANGUAGES)
        and all(isinstance(words, str) and words.strip() for words in given.values())
    )  # fmt: skip


def _check_head(file: _File, raw: dict[str, Any]) -> None:
    for key in ("title", *(_HEAD_MAY & set(raw))):
        if not _both(raw[key]):
            raise file.wrong_head(f'{key} is said in each language: {{ id = "...", en = "..." }}', key)
    if not isinstance(raw["unit"], str) or raw["unit"] not in UNITS:
        raise file.wrong_head(f"unit is one of {', '.join(UNITS)}, not {raw['unit']!r}", "unit")


def _numbers(value: Any) -> Iterator[Any]:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _numbers(inner)
    if isinstance(value, int | float):
        yield value


def _check_value(file: _File, number: int, value: Any, unit: str) -> None:
    """Whole numbers from 0, and tables whose rows have the same keys: a misspelt key in one row would be a gap."""
    if any(isinstance(found, float) or found < 0 for found in _numbers(value)):
        raise file.wrong("numbers of the law are whole and not negative", number, "value")
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    for row in rows:
        if wrong := set(row) ^ set(rows[0]):
            raise file.wrong(f"each row of a value has the same keys; look at {sorted(wrong)}", number, "value")
        if "name" in row and not _both(row["name"]):
            raise file.wrong(f"a name is said in each language, not {row['name']!r}", number, "value")
    if not fits(value, unit):
        raise file.wrong(f"not a value in {unit}: {value!r}", number, "value")


def _check(file: _File, number: int, raw: dict[str, Any], unit: str) -> None:
    if wrong := (set(raw) - _MAY) ^ _KEYS:
        key = sorted(wrong)[0]
        raise file.wrong(f"each of [[values]] has {', '.join(sorted(_KEYS))}; look at {sorted(wrong)}", number, key)
    for key in ("from", "checked_on", *(_MAY & set(raw))):
        # A moment is a date too in Python, but no day of the law.
        if type(raw[key]) is not date:
            raise file.wrong(f"{key} is a day, written 2025-11-21 without quotation marks", number, key)
    if raw["evidence"] not in EVIDENCE:
        raise file.wrong(f"evidence is one of {', '.join(EVIDENCE)}, not {raw['evidence']!r}", number, "evidence")
    if not isinstance(raw["source"], str) or not raw["source"].strip():
        raise file.wrong("a value without a source", number, "source")
    _check_value(file, number, raw["value"], unit)


def _check_order(file: _File, values: list[dict[str, Any]]) -> None:
    """Oldest first, and each value until the next one begins: neither a day without a value nor a day with two."""
    for number, (before, after) in enumerate(pairwise(values), 1):
        if after["from"] <= before["from"]:
            raise file.wrong(f"values stand oldest first, one a day; {before['from']} came before", number, "from")
        until = before.get("until", after["from"])
        if until != after["from"]:
            kind = "gap" if until < after["from"] else "overlap"
            raise file.wrong(f"{kind}: until {until}, but the next begins on {after['from']}", number - 1, "until")
    if "until" in values[-1]:
        raise file.wrong("gap: the last value has an end and nothing follows", len(values) - 1, "until")


def read_concept(concept: str, path: Path) -> tuple[Title, tuple[Value, ...]]:
    """The title and the values of one concept, oldest first. Raises LawError naming file and line."""
    file = _File(path, path.read_text("utf-8").splitlines())
    raw = _parse(file)
    _check_head(file, raw)
    for number, value in enumerate(raw["values"]):
        _check(file, number, value, raw["unit"])
    _check_order(file, raw["values"])
    history = tuple(
        Value(concept, v["from"], v["value"], v["source"], v["evidence"], v["checked_on"]) for v in raw["values"]
    )
    return Title(raw["title"], raw["unit"], raw.get("note") or dict.fromkeys(LANGUAGES, "")), history
