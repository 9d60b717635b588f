"""The answer about one person's registration as plain data in words, the same at every door."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.rules.law import Law
from payung.rules.registration import Registration
from payung.rules.told import explained, item_words
from payung.units.words import say


def sentence(found: Registration, language: str) -> str:
    """The whole in one sentence: yes, no with what fails and by which numbers, or what is still to be told."""
    if found.eligible:
        return say("registration_eligible", language)
    if found.eligible is None and found.missing == ["nik"]:
        return say("registration_but_for_nik", language)
    if found.eligible is None:
        untold = [item_words(item, language) for item in found.items if item.holds is None]
        return say("registration_not_known", language, what="; ".join(untold))
    failing = [
        f"{item_words(item, language)} ({item.formula_in(language)})" for item in found.items if item.holds is False
    ]
    return say("registration_not_eligible", language, what="; ".join(failing))


def registration_told(found: Registration, book: Law, on: date, language: str) -> dict[str, Any]:
    """The answer for JSON: every condition also in words, and the whole as a sentence."""
    return {**explained(found, book, on, language), "sentence": sentence(found, language)}
