"""A file about a family, read generously: JSON, TOML or CSV; refused strictly when a field in it is not as it must be."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from payung.rules.family import Child, Heir, read_child, read_heir
from payung.units.refusal import Refused

_MOST_BYTES = 1_000_000
_Read = TypeVar("_Read")


def _csv(text: str) -> list[dict[str, Any]]:
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    found = [{(key or "?").strip().lower(): value for key, value in row.items()} for row in rows]
    return [row for row in found if any(str(value or "").strip() for value in row.values())]


def _parse(path: Path, text: str) -> Any:
    suffix = path.suffix.lower()
    if suffix == ".json" or (
        suffix not in (".toml", ".csv") and text.lstrip()[:1] in ("[{", "[", "{") and _is_json(text)
    ):
        return json.loads(text)
    if suffix == ".csv" or (suffix != ".toml" and "=" not in text):
        return _csv(text)
    return tomllib.loads(text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _rows(path: Path, name: str) -> list[Any]:
    if not path.is_file():
        raise Refused("file_missing", path=str(path))
    if path.stat().st_size > _MOST_BYTES:
        raise Refused("family_file_unreadable", path=str(path), detail=f"> {_MOST_BYTES} byte")
    try:
        raw = _parse(path, path.read_text("utf-8-sig"))
    except (ValueError, csv.Error, RecursionError) as error:
        raise Refused("family_file_unreadable", path=str(path), detail=type(error).__name__) from None
    rows = raw.get(name) if isinstance(raw, dict) and set(raw) == {name} else raw
    if not isinstance(rows, list):
        raise Refused("field_unknown", field=", ".join(raw) if isinstance(raw, dict) else name, known=name)
    return rows


def _read(path: Path, name: str, read: Callable[[Any, str], _Read], words: bool) -> list[_Read]:
    found = []
    for number, row in enumerate(_rows(path, name), 1):
        place = f"{name}[{number}]"
        if not isinstance(row, dict) and not (words and isinstance(row, str)):
            raise Refused("field_invalid", field=place, given=type(row).__name__, allowed="{...}")
        found.append(read(row, place))
    return found


def read_children(path: Path | None) -> list[Child]:
    """The children in a file, none without one. Raises Refused naming the field."""
    return [] if path is None else _read(path, "children", read_child, words=False)


def read_family(path: Path) -> list[Heir]:
    """The living relations in a file: a list of words, or of relation and label. Raises Refused naming the field."""
    return _read(path, "family", read_heir, words=True)
