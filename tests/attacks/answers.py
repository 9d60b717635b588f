"""What an answer says, whatever it is written in: a page, a workbook, a PDF, JSON, or where it leads."""

from __future__ import annotations

import html
import io
from typing import Any

import openpyxl
import pypdfium2


def _workbook(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    notes = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    return "\n".join([*cells, *notes, *book.sheetnames, str(book.properties.title)])


def _pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def said_by(response: Any) -> str:
    """All that the answer tells, its headers as well, in small letters."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        text = _workbook(content)
    elif content.startswith(b"%PDF"):
        text = _pdf(content)
    else:
        text = html.unescape(content.decode("utf-8", "replace"))
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{text}\n{headers}".lower()
