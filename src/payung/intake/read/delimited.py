"""Reads csv: any of , ; tab | between the fields, in UTF-8, UTF-16 or Windows-1252."""

import csv
import io
import re
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from payung.intake.read.header import score
from payung.intake.read.sheet import Limits, Table
from payung.intake.read.unreadable import Unreadable

_DELIMITERS = (",", ";", "\t", "|")
_SURROGATES = re.compile("[\ud800-\udfff]")
_HEAD_BYTES = 1024 * 1024
# More line breaks than this in one cell mean a quote that somebody forgot to close, not an address on several lines.
_LINES_IN_A_CELL = 20


def read_delimited(path: Path, limits: Limits) -> Table:
    """All records of a csv as a table. `sheet_row` counts records, as Excel shows them, blank lines included."""
    data, encoding = _decode(path.read_bytes())
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    if lines > limits.rows:
        raise Unreadable("too_many_rows", rows=lines, limit=limits.rows)
    delimiter, width = _shape(data[:_HEAD_BYTES].decode("utf-8", "replace"), limits)
    frame = _fast(data, delimiter, width, lines, limits)
    if frame is None:
        frame = _exact(data.decode(), delimiter, limits)
    facts: dict[str, Any] = {"encoding": encoding, "delimiter": delimiter}
    return Table(frame.with_row_index("sheet_row", 1).cast({"sheet_row": pl.Int64}), frame.height, facts)


def _decode(raw: bytes) -> tuple[bytes, str]:
    """The content as UTF-8 without NUL and with \\n at the line ends, and the encoding it was written in."""
    text, encoding = _text(raw)
    data = raw if text is None else text.encode()
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not data.strip():
        raise Unreadable("file_empty")
    return data, encoding


def _text(raw: bytes) -> tuple[str | None, str]:
    """The decoded text (None: the bytes are UTF-8 already) and the name of the encoding."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _SURROGATES.sub("\ufffd", raw.decode("utf-16", "replace")), "utf-16"
    try:
        raw.decode("utf-8")
        return None, "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return _SURROGATES.sub("\ufffd", raw.decode("utf-8", "surrogatepass")), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("windows-1252", "replace"), "windows-1252"


def _shape(head: str, limits: Limits) -> tuple[str, int]:
    """The delimiter under which the first rows look most like a list (best headings, most fields), and the width."""

    def worth(delimiter: str) -> tuple[int, int]:
        rows = _first_rows(head, delimiter, limits.header_rows)
        return max((score(row) for row in rows), default=0), max(map(len, rows), default=0)

    best = max(_DELIMITERS, key=worth)
    return best, worth(best)[1]


def _first_rows(head: str, delimiter: str, count: int) -> list[list[str]]:
    try:
        return list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), count))
    except csv.Error:
        return [line.split(delimiter) for line in head.splitlines()[:count]]


def _fast(data: bytes, delimiter: str, width: int, lines: int, limits: Limits) -> pl.DataFrame | None:
    """The records by polars; None where only the exact way is sure to keep every record and every field."""
    quoted = b'"' in data
    try:
        frame = _parse(data, delimiter, width, limits, quoted=quoted)
    except pl.exceptions.PolarsError:
        if quoted:
            return None
        frame = _parse(data, delimiter, _widest(data, delimiter), limits, quoted=False)
    return frame if frame.height == lines else None


def _parse(data: bytes, delimiter: str, width: int, limits: Limits, *, quoted: bool) -> pl.DataFrame:
    """The records under a made-up first line, so that polars neither guesses the width nor drops blank first lines."""
    _check_width(width, limits)
    first = delimiter.encode() * (width - 1) + b"\n"
    return pl.read_csv(
        first + data,
        has_header=False,
        schema={f"c{at}": pl.String for at in range(width)},
        separator=delimiter,
        quote_char='"' if quoted else None,
        missing_columns="insert",
    ).slice(1)


def _widest(data: bytes, delimiter: str) -> int:
    """Fields of the longest line; for content without quotes."""
    lines = pl.read_csv(b"\n" + data, has_header=False, schema={"line": pl.String}, separator="\x1f", quote_char=None)
    most: int = lines.select(pl.col("line").str.count_matches(delimiter, literal=True).max().fill_null(0)).item()
    return most + 1


def _exact(text: str, delimiter: str, limits: Limits) -> pl.DataFrame:
    """The records by the csv module: slower, but right with line breaks in quotes, and with quotes never closed."""
    rows = _records(text, delimiter)
    if rows is None:
        rows = [[cell.strip().strip('"') for cell in line.split(delimiter)] for line in text.splitlines()]
    width = max(map(len, rows))
    _check_width(width, limits)
    for row in rows:
        row.extend([""] * (width - len(row)))
    columns = zip(*rows, strict=True)
    return pl.DataFrame({f"c{at}": pl.Series(cells, dtype=pl.String) for at, cells in enumerate(columns)})


def _records(text: str, delimiter: str) -> list[list[str]] | None:
    """The records; None if a quote is opened and not closed where it should, so that it would swallow other rows."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    if any(cell.count("\n") > _LINES_IN_A_CELL for row in rows for cell in row):
        return None
    return rows


def _check_width(width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise Unreadable("too_many_columns", columns=width, limit=limits.columns)
