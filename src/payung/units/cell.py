"""A text as the cell of a spreadsheet: one that a spreadsheet program would compute gets a mark in front and computes nothing."""

from __future__ import annotations

import re

MARK = "'"
# With what a program begins a formula: also behind blanks, as a full-width sign, or after a tab or a line's end in a CSV.
_STARTS = r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r\n]"
_COMPUTED = re.compile(_STARTS)
# A phone number, a negative number, a dash: computed or not, they are what they are.
_BARE = re.compile(r"[+\-]?[\d\s().,\-]*")
_MARKED = re.compile(rf"{MARK}(?={_STARTS})")


def harmless(text: str) -> str:
    """The text with a mark in front if a spreadsheet program could take it for a formula, in an xlsx or saved as CSV."""
    return MARK + text if _COMPUTED.match(text) and not _BARE.fullmatch(text) else text


def unmarked(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if _MARKED.match(text) else text
