"""A PDF from outside, drawn anew page by page in a process of its own: what is hostile or endless in it ends with that process.

PDFium is one for a whole process and knows no threads, a web process has several; and a web process holds keys that a file from
outside must come nowhere near. So the child is given the file and nothing else: no environment, little memory, little time.
"""

from __future__ import annotations

import io
import subprocess
import sys

from payung.units.refusal import Refused

LONGEST_SIDE = 2_000  # pixels: a page of A4 that can be read and printed
_MOST_PAGES = 20
_SCALE = 150 / 72  # dots an inch over points an inch
_MOST_SECONDS = 30
_MOST_MEMORY = 1024**3
_TOO_MANY_PAGES = 3  # how the child ends when it says how many there are


def redrawn(data: bytes) -> bytes:
    """A new PDF of pictures of the pages. Raises Refused "document_too_many_pages", and "document_damaged" for what cannot be
    drawn in half a minute and a gigabyte."""
    command = [sys.executable, "-I", "-m", "payung.claims.actions.draw_pdf"]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=_MOST_SECONDS, env={}, check=False)  # nosec B603
    except subprocess.TimeoutExpired as error:
        raise Refused("document_damaged") from error
    if child.returncode == _TOO_MANY_PAGES:
        raise Refused("document_too_many_pages", most=_MOST_PAGES, given=int(child.stderr))
    if child.returncode or not child.stdout.startswith(b"%PDF-"):
        raise Refused("document_damaged")
    return child.stdout


def _limited() -> None:
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _draw(data: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if not 1 <= len(document) <= _MOST_PAGES:
        sys.stderr.write(str(len(document)))
        raise SystemExit(_TOO_MANY_PAGES)
    pages = []
    for page in document:
        scale = min(_SCALE, LONGEST_SIDE / max(*page.get_size(), 1))
        pages.append(page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB"))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=80)
    return out.getvalue()


if __name__ == "__main__":
    _limited()
    sys.stdout.buffer.write(_draw(sys.stdin.buffer.read()))
