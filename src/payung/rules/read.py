"""What was asked for, out of the words of an address or a command line; refused with the field and what it may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from typing import Any, TypeVar

from payung.rules.asked import MOST_IDR
from payung.rules.family import Child, Heir, read_child, read_heir
from payung.units.month import Month
from payung.units.refusal import Refused

_Read = TypeVar("_Read")


def read_day(field: str, text: str) -> date:
    """A day written YYYY-MM-DD. Raises Refused("field_invalid")."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("field_invalid", field=field, given=text, allowed="YYYY-MM-DD") from None


def read_month(field: str, text: str) -> Month:
    """A month written YYYY-MM. Raises Refused("field_invalid")."""
    try:
        return Month.parse(text)
    except ValueError:
        raise Refused("field_invalid", field=field, given=text, allowed="YYYY-MM") from None


def read_moment(field: str, text: str, zone: tzinfo) -> datetime:
    """A day, from its beginning, or a day with its time of the clock in a zone. Raises Refused("field_invalid")."""
    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused("field_invalid", field=field, given=text, allowed="YYYY-MM-DD[THH:MM]") from None
    return given if given.tzinfo else datetime.combine(given.date(), given.time() or time(), zone)


def read_whole(field: str, text: str) -> int:
    """A whole number in digits, no points: "1.000" may be one or a thousand. Raises Refused("field_invalid")."""
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 20):
        raise Refused("field_invalid", field=field, given=text, allowed=f"0 - {MOST_IDR}")
    return int(text)


def read_amounts(field: str, text: str) -> dict[str, int]:
    """Amounts in rupiah by name out of "land=100000,sea=5000". Raises Refused naming the field."""
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, amount = (word.strip() for word in part.partition("="))
        if name in found:
            raise Refused("field_invalid", field=f"{field}.{name}", given=part, allowed="1 x")
        found[name] = read_whole(f"{field}.{name}", amount)
    return found


def read_words(text: str) -> tuple[str, ...]:
    """The words between commas."""
    return tuple(filter(None, (word.strip() for word in text.split(","))))


def _rows(field: str, text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("field_invalid", field=field, given="-", allowed="JSON [{...}]") from None
    return found if isinstance(found, list) else [found]


def _each(
    field: str, rows: list[Any], read: Callable[[Any, str], _Read], kinds: type | tuple[type, ...]
) -> list[_Read]:
    found = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, kinds):
            raise Refused("field_invalid", field=f"{field}[{number}]", given=type(row).__name__, allowed="{...}")
        found.append(read(row, f"{field}[{number}]"))
    return found


def children_of(rows: list[Any]) -> list[Child]:
    """Children out of plain data. Raises Refused naming the child and the field."""
    return _each("children", rows, read_child, dict)


def read_children(text: str) -> list[Child]:
    """Children out of JSON text, none out of an empty one. Raises Refused naming the child and the field."""
    return children_of(_rows("children", text)) if text.strip() else []


def read_family(text: str) -> list[Heir]:
    """Relations out of "istri,anak,anak", or of JSON text. Raises Refused naming the relation."""
    rows = _rows("family", text) if text.lstrip()[:1] in ("[", "{") else list(read_words(text))
    return _each("family", rows, read_heir, (dict, str))
