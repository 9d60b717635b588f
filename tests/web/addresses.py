"""Every address that the console and the API know, from the table of addresses, with something to stand in each gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

# By name of the gap, else by its converter.
_STAND_INS = {
    "code": "32.14.16.2005",
    "village": "32.14.16.2005",
    "question": "price",
    "group": "death",
    "line": "kab-2025",
}
_BY_KIND = {"int": "1", "slug": "x", "str": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}
_GAP = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
# A gap of an address that is a regular expression, as some libraries have them.
_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>[^()]*\)")


class Known(NamedTuple):
    """One address of the table: its name, the address with stand-ins, and the gaps it has."""

    name: str
    address: str
    gaps: tuple[str, ...]


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{space}{each.name or ''}", here
        else:
            yield from _walk(each, here, f"{space}{each.namespace}:" if each.namespace else space)


def fill(pattern: str, **given: str) -> str:
    """An address with each gap filled: by what is given, else by a stand-in that is no mistake."""
    chosen = {**_STAND_INS, **given}
    bare = pattern.replace("^", "").replace("$", "").replace(r"\Z", "")
    bare = _GROUP.sub(lambda gap: chosen.get(gap["name"], "x"), bare)
    return "/" + _GAP.sub(lambda gap: chosen.get(gap["name"], _BY_KIND[gap["kind"] or "str"]), bare)


def patterns() -> dict[str, str]:
    """Every pattern of the table by the name of its address (its own words where it has no name)."""
    return {name or pattern: pattern for name, pattern in _walk(get_resolver(), "", "")}


def every_address() -> list[Known]:
    """Every address with stand-ins, by name."""
    return [
        Known(name, fill(pattern), tuple(gap["name"] for gap in _GAP.finditer(pattern)))
        for name, pattern in sorted(patterns().items())
    ]
