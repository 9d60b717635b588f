"""Words for codes: every refusal, problem and warning said in Indonesian or English, from `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("id", "en")


@cache
def words() -> dict[str, dict[str, str]]:
    """Every code with its sentence in each language."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


class _Facts(dict[str, Any]):
    """A fact that nobody gave shows as a dash instead of breaking the sentence."""

    def __missing__(self, key: str) -> str:
        return "-"


def _named(fact: Any, language: str) -> Any:
    """A fact as it stands in a sentence: codes that have names are said by them."""
    return ", ".join(words()[code][language] for code in fact) if isinstance(fact, tuple) else fact


def say(code: str, language: str = "id", **facts: Any) -> str:
    """The sentence for a code: what is wrong and what to do next. Raises KeyError for a code without words."""
    return words()[code][language].format_map(_Facts({key: _named(fact, language) for key, fact in facts.items()}))
