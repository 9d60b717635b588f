"""Who is left behind: the children with their schooling, as scholarships need them, and the relations, as heirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.units.refusal import Refused

_CHILD_KEYS = {"name", "birth_on", "level", "year", "studying", "married_on", "work", "wage_work_months"}
_HEIR_KEYS = {"relation", "label"}
WORK = ("none", "wage", "bpu", "apprentice")
# What people write for a relation, besides the words of the law's table.
RELATIONS = {
    "istri": "spouse", "suami": "spouse", "wife": "spouse", "husband": "spouse", "janda": "spouse", "duda": "spouse",
    "anak": "child", "ayah": "parent", "ibu": "parent", "bapak": "parent", "orang tua": "parent", "father": "parent",
    "mother": "parent", "kakek": "grandparent", "nenek": "grandparent", "cucu": "grandchild", "saudara": "sibling",
    "kakak": "sibling", "adik": "sibling", "brother": "sibling", "sister": "sibling", "mertua": "parent_in_law",
    "wasiat": "will",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the worker: its birth, the level and the year of it that the child attends (by its age when not said),
    whether it studies, when it married, and its work: for wages, with the months in a row, on own account, or as apprentice."""

    birth_on: date
    name: str = ""
    level: str | None = None
    year: int = 1
    studying: bool = True
    married_on: date | None = None
    work: str = "none"
    wage_work_months: int = 0


@dataclass(frozen=True, slots=True)
class Heir:
    """A living relation of the worker: how related, and a label to tell one from another."""

    relation: str
    label: str = ""


def _invalid(place: str, key: str, given: object, allowed: str) -> Refused:
    return Refused("field_invalid", field=f"{place}.{key}", given=str(given)[:40], allowed=allowed)


def _day(raw: Mapping[str, Any], key: str, place: str) -> date | None:
    given = raw.get(key)
    if given in (None, "") or type(given) is date:
        return given or None
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise _invalid(place, key, given, "YYYY-MM-DD") from None


def _whole(raw: Mapping[str, Any], key: str, place: str, default: int, least: int) -> int:
    given = default if raw.get(key) in (None, "") else raw[key]
    if isinstance(given, str) and given.strip().isdecimal() and given.isascii() and len(given) < 10:
        given = int(given)
    if type(given) is not int or given < least:
        raise _invalid(place, key, given, f">= {least}")
    return given


def _yes(raw: Mapping[str, Any], key: str, place: str, default: bool) -> bool:
    given = default if raw.get(key) in (None, "") else raw[key]
    words = {"true": True, "ya": True, "yes": True, "1": True, "false": False, "tidak": False, "no": False, "0": False}
    if str(given).strip().lower() not in words:
        raise _invalid(place, key, given, "true, false")
    return words[str(given).strip().lower()]


def _work(raw: Mapping[str, Any], place: str, months: int) -> str:
    work = str(raw.get("work") or ("wage" if months else "none")).strip().lower()
    work = {"magang": "apprentice"}.get(work, work)
    if work not in WORK:
        raise _invalid(place, "work", work, ", ".join(WORK))
    if (work == "wage") != (months > 0):
        raise _invalid(place, "wage_work_months", months, ">= 1, work = wage; 0")
    return work


def _check_keys(raw: Mapping[str, Any], keys: set[str], place: str) -> None:
    if unknown := set(raw) - keys:
        raise Refused("field_unknown", field=f"{place}.{sorted(map(str, unknown))[0]}", known=", ".join(sorted(keys)))


def read_child(raw: Mapping[str, Any], place: str) -> Child:
    """A child out of plain data. Raises Refused naming the field and what it may hold."""
    _check_keys(raw, _CHILD_KEYS, place)
    born, married = _day(raw, "birth_on", place), _day(raw, "married_on", place)
    if born is None:
        raise _invalid(place, "birth_on", "-", "YYYY-MM-DD")
    if married is not None and married <= born:
        raise _invalid(place, "married_on", married.isoformat(), f"> {born}")
    level = str(raw.get("level") or "").strip().lower() or None
    year = _whole(raw, "year", place, 1, 1)
    if level is None and year > 1:
        raise _invalid(place, "level", "-", f"year = {year}")
    months = _whole(raw, "wage_work_months", place, 0, 0)
    work, studying = _work(raw, place, months), _yes(raw, "studying", place, True)
    return Child(born, str(raw.get("name") or ""), level, year, studying, married, work, months)


def read_heir(raw: Mapping[str, Any] | str, place: str) -> Heir:
    """A relation out of plain data, or a word alone. Raises Refused naming the field."""
    fields: Mapping[str, Any] = {"relation": raw} if isinstance(raw, str) else raw
    _check_keys(fields, _HEIR_KEYS, place)
    relation = str(fields.get("relation") or "").strip().lower()
    if not relation:
        raise _invalid(place, "relation", "-", "spouse, child, parent, ...")
    return Heir(RELATIONS.get(relation, relation.replace(" ", "_").replace("-", "_")), str(fields.get("label") or ""))
