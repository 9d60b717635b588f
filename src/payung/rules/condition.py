"""One condition of registering: whether it holds, by which numbers, and how well it is known; and those that a NIK must meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.rules.answer import Item
from payung.rules.law import Value
from payung.rules.phrase import Phrase, said, same
from payung.units.nik import DAY_OF_WOMEN
from payung.units.words import LANGUAGES, say

# How a condition of a programme is known: it is no law, so none of the grades of the law fits it; its file decides it.
OF_THE_PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Condition(Item):
    """One condition: whether it holds (None: not told), the field it asks about, and, where it does not hold, the code by which
    a row of a list is turned away for the same reason (empty where lists do not ask)."""

    holds: bool | None = None
    field: str = ""
    problem: str = ""


def _formula(told: Phrase | None, needed: Phrase, holds: bool | None, language: str) -> str:
    if told is None:
        return say("condition_untold", language, needed=needed[language])
    what, must = told[language], needed[language]
    # What must be just so needs not be said twice: "bekerja: ya", but "64 tahun < 65 tahun".
    if holds and what.endswith(must):
        return what
    return say("condition_holds" if holds else "condition_fails", language, told=what, needed=must)


def _condition(
    code: str, field: str, told: Phrase | None, needed: Phrase, holds: bool, *, problem: str, article: str,
    evidence: str, about: str = "", law_from: str = "",
) -> Condition:  # fmt: skip
    """A condition of which nothing was told neither holds nor fails."""
    known = None if told is None else holds
    formulas = {each: _formula(told, needed, known, each) for each in LANGUAGES}
    return Condition(
        code, 0, formulas["id"], article, evidence, about, law_from, formulas=formulas, holds=known, field=field,
        problem=problem if known is False else "",
    )  # fmt: skip


def by_law(
    rule: Value, code: str, field: str, told: Phrase | None, needed: Phrase, holds: bool, *, problem: str = "",
    about: str = "",
) -> Condition:  # fmt: skip
    """A condition of the law, with its article and the day from which it holds."""
    return _condition(
        code, field, told, needed, holds, problem=problem, article=rule.source, evidence=rule.evidence, about=about,
        law_from=rule.starts.isoformat(),
    )  # fmt: skip


def by_programme(source: str, code: str, told: Phrase | None, needed: Phrase, holds: bool, problem: str) -> Condition:
    """A condition of the programme's own: its article is where the programme says so, and no day of the law stands in it."""
    return _condition(code, code, told, needed, holds, problem=problem, article=source, evidence=OF_THE_PROGRAMME)


def nik_conditions(rule: Value, nik: str | None) -> list[Condition]:
    """The digits of a NIK; and of one that has them all, its date and its serial number. Never the number itself."""
    signs = nik or ""
    digits = sum(sign.isascii() and sign.isdecimal() for sign in signs)
    others = len(signs) - digits
    told = said("condition_digits_and_others" if others else "condition_digits", digits=digits, others=others)
    complete = digits == len(signs) == rule.value
    needed = said("condition_digits", digits=rule.value)
    first = by_law(rule, "nik_format", "nik", None if nik is None else told, needed, complete, problem="nik_format")
    return [first, _nik_date(rule, signs), _nik_serial(rule, signs)] if complete else [first]


def _nik_date(rule: Value, nik: str) -> Condition:
    written, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day = written - DAY_OF_WOMEN if written > DAY_OF_WOMEN else written
    try:
        # The century is not written; in this one 29 February stands wherever two digits can mean a leap year.
        possible = bool(date(2000 + year, month, day))
    except ValueError:
        possible = False
    told = same(f"{day:02}-{month:02}-{year:02}")
    calendar = said("condition_in_calendar")
    return by_law(rule, "nik_date", "nik", told, calendar, possible, problem="nik_date_impossible")


def _nik_serial(rule: Value, nik: str) -> Condition:
    holds = int(nik[12:16]) > 0
    told = said("condition_serial") if holds else same("0000")
    return by_law(rule, "nik_serial", "nik", told, same("> 0000"), holds, problem="nik_serial_zero")
