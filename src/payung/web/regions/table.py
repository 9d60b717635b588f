"""The table of the regions below: filtered by name and sorted by the column that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.insight.coverage import Coverage
from payung.units.rupiah import percent_tenths

_KEYS: dict[str, Callable[[Coverage], Any]] = {
    "name": lambda row: row.name,
    "coverage": lambda row: percent_tenths(row.covered, row.eligible),
    "places": lambda row: row.places,
    "taken": lambda row: row.taken,
    "left": lambda row: row.left,
    "waiting": lambda row: row.waiting,
}
_WORDS = {
    "name": gettext_noop("Nama"),
    "coverage": gettext_noop("Cakupan"),
    "places": gettext_noop("Tempat"),
    "taken": gettext_noop("Terisi"),
    "left": gettext_noop("Sisa"),
    "waiting": gettext_noop("Menunggu"),
}


def sort_of(asked: str) -> str:
    """The sort that was asked for ("coverage", or "-coverage" for the largest first), or by code for anything else."""
    return asked if asked.removeprefix("-") in _KEYS else ""


def arrange(rows: list[Coverage], *, sort: str, name: str) -> list[Coverage]:
    """The rows whose name holds a text, sorted; equals stay in the order of their codes."""
    found = [row for row in rows if name.casefold() in row.name.casefold()]
    key = _KEYS.get(sort.removeprefix("-"))
    return sorted(found, key=key, reverse=sort.startswith("-")) if key else found


def headings(sort: str) -> list[dict[str, Any]]:
    """The column heads: word, the sort that a click asks for, and how the table is sorted by it now."""
    heads = []
    for column, word in _WORDS.items():
        now = "ascending" if sort == column else "descending" if sort == f"-{column}" else ""
        first = column if column == "name" else f"-{column}"
        turned = (f"-{column}" if column == "name" else column) if sort == first else first
        heads.append({"word": _(word), "ask": turned, "now": now, "numeric": column != "name"})
    return heads
