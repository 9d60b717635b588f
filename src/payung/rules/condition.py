"""One condition of registering: whether it holds, by which numbers, and how well it is known; and those that a NIK must meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.rules.answer import Item
from payung.rules.law import Value
from payung.units.nik import DAY_OF_WOMEN

# How a condition of a programme is known: it is no law, so none of the grades of the law fits it; its file decides it.
OF_THE_PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Condition(Item):
    """One condition: whether it holds (None: not told), the field it asks about, and, where it does not hold, the code by which
    a row of a list is turned away for the same reason (empty where lists do not ask)."""

    holds: bool | None = None
    field: str = ""
    problem: str = ""


def _formula(told: str | None, needed: str, holds: bool | None) -> str:
    if told is None:
        return f"belum disebut; harus {needed}"
    if not holds:
        return f"{told}, harus {needed}"
    # What must be just so needs not be said twice: "bekerja: ya", but "64 tahun < 65 tahun".
    return told if told.endswith(needed) else f"{told} {needed}"


def by_law(
    rule: Value,
    code: str,
    field: str,
    told: str | None,
    needed: str,
    holds: bool,
    *,
    problem: str = "",
    about: str = "",
) -> Condition:
    """A condition of the law; one of which nothing was told neither holds nor fails."""
    known = None if told is None else holds
    return Condition(
        code, 0, _formula(told, needed, known), rule.source, rule.evidence, about, rule.starts.isoformat(),
        holds=known, field=field, problem=problem if known is False else "",
    )  # fmt: skip


def by_programme(source: str, code: str, told: str | None, needed: str, holds: bool, problem: str) -> Condition:
    """A condition of the programme's own: its article is where the programme says so, and no day of the law stands in it."""
    known = None if told is None else holds
    return Condition(
        code, 0, _formula(told, needed, known), source, OF_THE_PROGRAMME, holds=known, field=code,
        problem=problem if known is False else "",
    )  # fmt: skip


def nik_conditions(rule: Value, nik: str | None) -> list[Condition]:
    """The digits of a NIK; and of one that has them all, its date and its serial number. Never the number itself."""
    signs = nik or ""
    digits = sum(sign.isascii() and sign.isdecimal() for sign in signs)
    told = f"{digits} angka" + (f" dan {len(signs) - digits} tanda lain" if len(signs) > digits else "")
    complete = digits == len(signs) == rule.value
    first = by_law(
        rule,
        "nik_format",
        "nik",
        None if nik is None else told,
        f"{rule.value} angka",
        complete,
        problem="nik_format",
    )
    return [first, _nik_date(rule, signs), _nik_serial(rule, signs)] if complete else [first]


def _nik_date(rule: Value, nik: str) -> Condition:
    written, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day = written - DAY_OF_WOMEN if written > DAY_OF_WOMEN else written
    try:
        # The century is not written; in this one 29 February stands wherever two digits can mean a leap year.
        possible = bool(date(2000 + year, month, day))
    except ValueError:
        possible = False
    told = f"{day:02}-{month:02}-{year:02}"
    return by_law(rule, "nik_date", "nik", told, "ada di kalender", possible, problem="nik_date_impossible")


def _nik_serial(rule: Value, nik: str) -> Condition:
    holds = int(nik[12:16]) > 0
    told = "angka 13 sampai 16" if holds else "0000"
    return by_law(rule, "nik_serial", "nik", told, "> 0000", holds, problem="nik_serial_zero")
