"""A workbook with a line about whoever took it: in the footer of each printed page and in the properties of the file."""

from __future__ import annotations

import zipfile
from html import escape
from pathlib import Path
from typing import IO

# Stands in the kept workbook where each download gets its own line.
PLACE = "payung-tempat-keterangan-unduhan"
_LONGEST_FOOTER = 200  # characters; Excel allows 255 with what stands around it


def _line(name: str, mark: str) -> bytes:
    # In a footer an ampersand begins a command, and is written as two.
    said = mark.replace("&", "&&")[:_LONGEST_FOOTER] if name.startswith("xl/") else mark
    return escape(said).encode()


def stamp(kept: Path, mark: str, to: IO[bytes]) -> None:
    """Writes a copy of a kept workbook with the line in its places."""
    with zipfile.ZipFile(kept) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.startswith(("docProps/core", "xl/worksheets/sheet")):
                content = content.replace(PLACE.encode(), _line(member.filename, mark))
            copy.writestr(member, content)
