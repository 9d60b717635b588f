"""A file about a family, read generously: JSON, TOML or CSV; what stands in its rows is read as strictly as everywhere."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from payung.rules.family import Child, Heir
from payung.rules.read import children_of, family_of
from payung.units.refusal import Refused

_MOST_BYTES = 1_000_000


def _csv(text: str) -> list[dict[str, Any]]:
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    found = [{(key or "?").strip().lower(): value for key, value in row.items()} for row in rows]
    return [row for row in found if any(str(value or "").strip() for value in row.values())]


def _guessed(text: str) -> Any:
    """What a file without a telling name holds: JSON or TOML where it can be read as such, else CSV."""
    readers: tuple[Callable[[str], Any], ...] = (json.loads, tomllib.loads)
    for read in readers:
        try:
            return read(text)
        except ValueError:
            continue
    return _csv(text)


_READERS: dict[str, Callable[[str], Any]] = {".json": json.loads, ".toml": tomllib.loads, ".csv": _csv}


def _parsed(path: Path) -> Any:
    if not path.is_file():
        raise Refused("file_missing", path=str(path))
    if path.stat().st_size > _MOST_BYTES:
        raise Refused("family_file_unreadable", path=str(path), detail=f"> {_MOST_BYTES} byte")
    return _READERS.get(path.suffix.lower(), _guessed)(path.read_text("utf-8-sig"))


def _rows(path: Path, name: str) -> list[Any]:
    """The rows of a file: a list, or a table that holds one by its name."""
    try:
        raw = _parsed(path)
    except (OSError, ValueError, csv.Error, RecursionError) as error:
        raise Refused("family_file_unreadable", path=str(path), detail=type(error).__name__) from None
    rows = raw.get(name) if isinstance(raw, dict) and set(raw) == {name} else raw
    if isinstance(rows, dict) and rows:
        raise Refused("field_unknown", field=", ".join(rows), known=name)
    if not isinstance(rows, list):
        raise Refused("family_file_unreadable", path=str(path), detail="-")
    return rows


def read_children(path: Path | None) -> list[Child]:
    """The children in a file, none without one. Raises Refused naming the field."""
    return [] if path is None else children_of(_rows(path, "children"))


def read_family(path: Path) -> list[Heir]:
    """The living relations in a file: a list of words, or of relation and label. Raises Refused naming the field."""
    return family_of(_rows(path, "family"))
