"""What a reader sees on a page: its words in one line, without the markup."""

from __future__ import annotations

import html
import re
from typing import Any


def words(response: Any) -> str:
    """The text of a page, blanks made single."""
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(bare))


def links(response: Any) -> list[str]:
    """Where the links of a page lead, in order."""
    return [html.unescape(found) for found in re.findall(r'<a [^>]*href="([^"]*)"', response.content.decode())]


def names(response: Any) -> list[str]:
    """The workers that a page lists, in order."""
    return [html.unescape(n) for n in re.findall(r'<a href="/people/\d+/[^"]*">([^<]+)</a>', response.content.decode())]


def link_to(response: Any, word: str) -> str:
    """Where the first link with these words leads."""
    for address, inside in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', response.content.decode(), re.S):
        if word in html.unescape(inside):
            return html.unescape(address)
    raise AssertionError(f"no link with {word!r}")
