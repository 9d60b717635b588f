"""What a calculator asks for, and the strict reading of what was typed: every refusal names the field and what it may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from payung.rules import asked
from payung.rules.family import Child, Heir, read_child, read_heir
from payung.rules.read import read_day, read_moment, read_month, read_whole, read_words
from payung.units.refusal import Refused

_JAKARTA = ZoneInfo("Asia/Jakarta")
_MOST_LINES = 30
_WITH_POINTS = re.compile(r"-?\d{1,3}(\.\d{3})+")
# A string, or one that is said only when the page is made, in its language.
Words: TypeAlias = "str | Promise"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form: its name in the address, its label, how it is read, and what stands in it at first."""

    name: str
    label: Words
    kind: str
    start: str = ""
    hint: Words = ""
    options: tuple[tuple[str, Words], ...] = ()
    needed: bool = False


def _invalid(field: Field, given: str, allowed: str) -> Refused:
    return Refused("field_invalid", field=field.name, given=given, allowed=allowed)


def _whole(field: Field, text: str) -> int:
    """A whole number, also as rupiah are written here: "Rp1.000.000". The range is the rule's."""
    bare = text.removeprefix("Rp").strip()
    return read_whole(field.name, bare.replace(".", "") if _WITH_POINTS.fullmatch(bare) else bare)


def _choice(field: Field, text: str) -> str:
    known = [code for code, _ in field.options]
    if text not in known:
        raise _invalid(field, text, ", ".join(known))
    return text


def _lines(field: Field, text: str) -> list[str]:
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if len(found) > _MOST_LINES:
        raise _invalid(field, str(len(found)), f"0 - {_MOST_LINES}")
    return found


def _child(line: str, place: str) -> Child:
    """A child out of one line: day of birth, then level and year, then the rest as work=bpu or married_on=2027-01-01."""
    words = line.replace(",", " ").split()
    plain = [word for word in words if "=" not in word]
    named = dict(word.split("=", 1) for word in words if "=" in word)
    return read_child(dict(zip(("birth_on", "level", "year", "?"), plain, strict=False)) | named, place)


def _children(field: Field, text: str) -> list[Child]:
    return [_child(line, f"{field.name}[{n}]") for n, line in enumerate(_lines(field, text), 1)]


def _family(field: Field, text: str) -> list[Heir]:
    """One relation a line; those of one kind are numbered, so that their lines can be told apart."""
    found = [read_heir(line, f"{field.name}[{n}]").relation for n, line in enumerate(_lines(field, text), 1)]
    return [
        Heir(relation, str(found[: n + 1].count(relation)) if found.count(relation) > 1 else "")
        for n, relation in enumerate(found)
    ]


_READ: dict[str, Callable[[Field, str], Any]] = {
    "whole": _whole, "choice": _choice, "children": _children, "family": _family,
    "day": lambda field, text: read_day(field.name, text),
    "month": lambda field, text: read_month(field.name, text),
    "moment": lambda field, text: read_moment(field.name, text, _JAKARTA),
    "words": lambda _field, text: read_words(text),
    "yes": lambda _field, text: text == "1",
}  # fmt: skip
_EMPTY: dict[str, Any] = {"children": [], "family": [], "words": (), "yes": False}


def read(fields: tuple[Field, ...], given: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, by field; None (or an empty list) for what may stay empty. Raises Refused naming the field."""
    found: dict[str, Any] = {}
    for field in fields:
        text = given.get(field.name, "").strip()
        if not text and field.needed:
            raise _invalid(field, "-", _allowed(field))
        found[field.name] = _READ[field.kind](field, text) if text else _EMPTY.get(field.kind)
    return found


def _allowed(field: Field) -> str:
    if field.kind == "choice":
        return ", ".join(code for code, _ in field.options)
    return {"day": "YYYY-MM-DD", "month": "YYYY-MM"}.get(field.kind, asked.span_in_words(field.name))


def field_of(refusal: Refused, fields: tuple[Field, ...]) -> Field | None:
    """The field of a form that a refusal is about: by the field it names, or by the first fact that a field is called."""
    names = {field.name: field for field in fields}
    told = str(refusal.facts.get("field", ""))
    candidates = [told.replace(".", "_"), told.split("[")[0].split(".")[0], _ABOUT.get(refusal.code, "")]
    return next((names[name] for name in candidates if name in names), None)


# Refusals that name no field of their own.
_ABOUT = {
    "income_negative": "income", "payer_kind_unknown": "payer", "sector_unknown": "sector", "reading_unknown": "reading",
    "birth_after_the_day": "children", "level_unknown": "children", "relation_unknown": "family", "loss_unknown": "loss",
    "loss_needs_side": "loss", "loss_repeated": "loss", "loss_share": "loss", "kind_unknown": "kind",
}  # fmt: skip
