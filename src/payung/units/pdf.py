"""PDF files put together into one."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import pypdfium2

# PDFium is one for the whole process and knows no threads; a web process has several.
_ALONE = threading.Lock()


def join(parts: Iterable[bytes | Path], out: IO[bytes]) -> None:
    """Writes the pages of all parts, in their order, as one PDF. Of files that this house drew itself; a file from outside is
    never opened in a process that holds anything (claims/actions/draw_pdf.py)."""
    with _ALONE, pypdfium2.PdfDocument.new() as whole:
        for part in parts:
            with pypdfium2.PdfDocument(part) as pages:
                whole.import_pages(pages)
        whole.save(out)
