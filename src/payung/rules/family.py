"""Who is left behind: the children with their schooling, as scholarships and heirs need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.units.refusal import Refused

_KEYS = {"name", "birth_on", "level", "year", "studying", "married_on", "wage_work_months"}


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the worker: its birth, the level and the year of it that the child attends (the first when not said),
    whether it studies, when it married, and for how many months in a row it has been enrolled as a wage earner."""

    birth_on: date
    name: str = ""
    level: str | None = None
    year: int = 1
    studying: bool = True
    married_on: date | None = None
    wage_work_months: int = 0


def _day(raw: Mapping[str, Any], key: str, place: str) -> date | None:
    given = raw.get(key)
    if given is None or type(given) is date:
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise Refused("field_invalid", field=f"{place}.{key}", given=given, allowed="YYYY-MM-DD") from None


def _whole(raw: Mapping[str, Any], key: str, place: str, default: int, least: int) -> int:
    given = raw.get(key, default)
    if type(given) is not int or given < least:
        raise Refused("field_invalid", field=f"{place}.{key}", given=given, allowed=f">= {least}")
    return given


def read_child(raw: Mapping[str, Any], place: str) -> Child:
    """A child out of plain data. Raises Refused naming the field and what it may hold."""
    if unknown := set(raw) - _KEYS:
        raise Refused("field_unknown", field=f"{place}.{sorted(unknown)[0]}", known=", ".join(sorted(_KEYS)))
    born = _day(raw, "birth_on", place)
    if born is None:
        raise Refused("field_invalid", field=f"{place}.birth_on", given="-", allowed="YYYY-MM-DD")
    level = raw.get("level")
    return Child(
        born,
        str(raw.get("name", "")),
        None if level is None else str(level),
        _whole(raw, "year", place, 1, 1),
        raw.get("studying", True) is True,
        _day(raw, "married_on", place),
        _whole(raw, "wage_work_months", place, 0, 0),
    )
