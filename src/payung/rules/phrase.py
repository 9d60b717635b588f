"""Words in every language at once: an answer is made before anybody says in which language it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.units.month import day_in_words
from payung.units.words import LANGUAGES, say

Phrase = Mapping[str, str]


def said(code: str, **facts: Any) -> Phrase:
    """The words of a code by language, a day among the facts in the words of each."""
    return {each: say(code, each, **{k: _in_words(v, each) for k, v in facts.items()}) for each in LANGUAGES}


def _in_words(fact: Any, language: str) -> Any:
    return day_in_words(fact, language) if isinstance(fact, date) else fact


def same(text: str) -> Phrase:
    """A text that is the same in every language: a number or a code."""
    return dict.fromkeys(LANGUAGES, text)
