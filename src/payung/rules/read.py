"""What was asked for, out of the words of an address, a form or a command line; refused with the field and what it may hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from payung.rules import asked
from payung.rules.family import Child, Heir, read_child, read_heir
from payung.units.month import Month
from payung.units.refusal import Refused

_Read = TypeVar("_Read")
# A moment without a zone is told by the clock of the programme's office.
JAKARTA = ZoneInfo("Asia/Jakarta")
# A refusal repeats what was given, not a whole page of it.
_MOST_SHOWN = 40
# The keys of the days and months that may be asked for, wherever they are asked.
_DAYS = ("on", "month", "from", "complete_on", "happened_on", "last_paid")


def _refused(field: str, text: str, allowed: str) -> Refused:
    return Refused("field_invalid", field=field, given=text[:_MOST_SHOWN], allowed=allowed)


def read_if(read: Callable[[str, str], _Read], field: str, text: str | None) -> _Read | None:
    """What was read, None where nothing was given; an empty text was given, and is refused as such."""
    return None if text is None else read(field, text)


def read_day(field: str, text: str) -> date:
    """A day written YYYY-MM-DD, up to 2100. Raises Refused("field_invalid")."""
    try:
        given = date.fromisoformat(text.strip())
    except ValueError:
        raise _refused(field, text, "YYYY-MM-DD") from None
    return asked.day(field, given)


def read_month(field: str, text: str) -> Month:
    """A month written YYYY-MM, up to 2100. Raises Refused("field_invalid")."""
    try:
        given = Month.parse(text)
    except ValueError:
        raise _refused(field, text, "YYYY-MM") from None
    if given > (latest := Month.of(asked.LATEST)):
        raise _refused(field, text, f"<= {latest}")
    return given


def read_moment(field: str, text: str, zone: tzinfo = JAKARTA) -> datetime:
    """A day, from its beginning, or a day with its time of the clock in a zone. Raises Refused("field_invalid")."""
    try:
        given = datetime.fromisoformat(text.strip())
        moment = given.astimezone(zone) if given.tzinfo else given.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        raise _refused(field, text, "YYYY-MM-DD[THH:MM]") from None
    asked.day(field, moment.date())
    return moment


def read_whole(field: str, text: str) -> int:
    """A whole number in digits, no points: "1.000" may be one or a thousand. Raises Refused("field_invalid"), also for one
    beyond any amount of rupiah; whether it may be negative, each rule says itself."""
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 20 and int(digits) <= asked.MOST_IDR):
        raise asked.out_of_range(field, text[:_MOST_SHOWN])
    return int(text)


def read_amounts(field: str, text: str) -> dict[str, int]:
    """Amounts in rupiah by name out of "land=100000,sea=5000". Raises Refused naming the field."""
    found: dict[str, int] = {}
    for part in read_words(text):
        name, _, amount = (word.strip() for word in part.partition("="))
        if name in found:
            raise _refused(f"{field}.{name}", part, "1 x")
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


def family_of(rows: list[Any]) -> list[Heir]:
    """Relations out of plain data: words, or relation and label. Raises Refused naming the relation."""
    return _each("family", rows, read_heir, (dict, str))


def read_children(text: str) -> list[Child]:
    """Children out of JSON text, none out of an empty one. Raises Refused naming the child and the field."""
    return children_of(_rows("children", text)) if text.strip() else []


def read_family(text: str) -> list[Heir]:
    """Relations out of "istri,anak,anak", or of JSON text. Raises Refused naming the relation."""
    return family_of(_rows("family", text) if text.lstrip()[:1] in ("[", "{") else list(read_words(text)))


def key_of_day(given: Mapping[str, Any], on: date) -> str:
    """Which key asked for a day that the law does not reach: the one that says that day, else the first; "on" for today."""
    keys = [key for key in _DAYS if given.get(key)]
    said = on.isoformat()
    return next((key for key in keys if said.startswith(str(given[key])[:10])), keys[0] if keys else "on")
