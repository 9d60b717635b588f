"""How far the used area of a workbook's sheets reaches, found before the cells are laid out in memory.

One stray cell in the last corner of a sheet makes a dense table of 17 thousand million cells out of a file of 5 kB.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from payung.intake.read.sheet import Limits
from payung.intake.read.unreadable import Unreadable

_CHUNK = 1024 * 1024
_LONGEST_TAG = 512
_EXCEL_ROWS = 1_048_576
# A cell that holds something ("/>" closes one that is only formatted), far to the right or far down.
_FAR_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,}\d+|[A-Za-z]\d{7,})["'][^<>]*?(/?)>""")
_DEEP_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+\d{5,})["'][^<>]*?(/?)>""")


def check_extent(archive: zipfile.ZipFile, kind: str, limits: Limits) -> None:
    """Unreadable too_many_columns or too_many_rows when a sheet is too wide or too long to be laid out.

    Reads every XML member to its end, which also proves that the sizes declared in the archive are true.
    """
    for member in archive.namelist():
        if kind == "xlsx" and member.startswith("xl/worksheets/"):
            _check(*_xlsx_extent(archive, member, limits), limits)
        elif kind == "ods" and member == "content.xml":
            for rows, columns in _OdsExtent(archive, member).extents:
                _check(rows, columns, limits)
        elif member.endswith((".xml", ".rels")):
            for _ in _chunks(archive, member):
                pass


def _check(rows: int, columns: int, limits: Limits) -> None:
    if columns > limits.columns:
        raise Unreadable("too_many_columns", columns=columns, limit=limits.columns)
    if rows * columns > limits.cells:
        raise Unreadable("too_many_rows", rows=rows, limit=limits.cells // columns)


def _xlsx_extent(archive: zipfile.ZipFile, member: str, limits: Limits) -> tuple[int, int]:
    """Upper bounds of (rows, columns) of the filled cells; exact only where the bound alone would be too large."""
    rows, columns = _EXCEL_ROWS, 26
    for deeper, wider in _far_cells(archive, member, _FAR_CELL):
        rows, columns = max(rows, deeper), max(columns, wider)
    if rows * columns > limits.cells and columns <= limits.columns:
        rows = max((row for row, _ in _far_cells(archive, member, _DEEP_CELL)), default=10_000)
    return rows, columns


def _far_cells(archive: zipfile.ZipFile, member: str, pattern: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    rest = b""
    for chunk in _chunks(archive, member):
        text = rest + chunk
        for found in pattern.finditer(text):
            if not found[2]:
                yield _position(found[1])
        rest = text[-_LONGEST_TAG:]


def _position(reference: bytes) -> tuple[int, int]:
    """(row, column), from 1, of a reference such as AB12."""
    letters = reference.rstrip(b"0123456789")
    column = 0
    for letter in letters.upper()[:7]:
        column = column * 26 + letter - 64
    return int(reference[len(letters) :][:18]), column


def _chunks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


class _OdsExtent:
    """`extents`: (rows, columns) up to the last filled cell of each sheet, repeated rows and cells counted out."""

    def __init__(self, archive: zipfile.ZipFile, member: str) -> None:
        self.extents: list[tuple[int, int]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            for chunk in _chunks(archive, member):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise Unreadable("file_damaged", kind="ods") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._row = 0
            self.extents.append((0, 1))
        elif name == "table:table-row":
            self._row += _repeated(attributes, "table:number-rows-repeated")
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += _repeated(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes:
                rows, columns = self.extents[-1]
                self.extents[-1] = max(rows, self._row), max(columns, self._column)

    def _refuse(self, *_: object) -> None:
        raise Unreadable("file_damaged", kind="ods")


def _repeated(attributes: dict[str, str], name: str) -> int:
    count = attributes.get(name, "1")
    return int(count) if count.isdecimal() and len(count) < 12 else 1
