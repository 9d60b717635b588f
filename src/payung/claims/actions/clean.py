"""Make a file that somebody sends into one that is safe to keep and to show: pictures straightened and shrunk, PDFs drawn anew.

What a file is is read from its content, never from its name. Nothing of it is kept but what can be seen: no script, no
attachment, no place where a photograph was taken.
"""

from __future__ import annotations

import io
import warnings

import pypdfium2
from PIL import Image, ImageOps

from payung.units.refusal import Refused

MOST_BYTES = 6 * 1024 * 1024
_MOST_PAGES = 20
_LONGEST_SIDE = 2_000  # pixels: a page of A4 that can be read and printed
_MOST_PIXELS = 60_000_000  # a larger picture is a bomb, not a photograph
_SCALE = 150 / 72  # dots an inch over points an inch


def _picture(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Refused("document_too_many_pixels")
            straight = ImageOps.exif_transpose(opened)
            straight.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            flat = Image.new("RGB", straight.size, "white")
            rgba = straight.convert("RGBA")
            flat.paste(rgba, mask=rgba.getchannel("A"))
            return flat


def _jpeg(picture: Image.Image) -> bytes:
    """A new file of the pixels alone: what else stood in the old one (place, camera, hidden text) is not in it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _pages(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= len(document) <= _MOST_PAGES:
            raise Refused("document_too_many_pages", most=_MOST_PAGES, given=len(document))
        return [_drawn(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST_SIDE / max(width, height, 1))
    return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")


def clean(data: bytes) -> tuple[str, bytes]:
    """The type of a file and what is kept of it: image/jpeg or application/pdf.

    Raises Refused: "document_empty", "document_too_large", "document_of_another_type" for what is no JPEG, PNG or PDF by content,
    "document_damaged", "document_too_many_pages", "document_too_many_pixels".
    """
    if not data:
        raise Refused("document_empty")
    if len(data) > MOST_BYTES:
        raise Refused("document_too_large", most=MOST_BYTES // 1024**2)
    try:
        if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
            return "image/jpeg", _jpeg(_picture(data))
        if data.startswith(b"%PDF-"):
            first, *others = _pages(data)
            out = io.BytesIO()
            first.save(out, "PDF", save_all=True, append_images=others, resolution=150, quality=80)
            return "application/pdf", out.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("document_damaged") from error
    except pypdfium2.PdfiumError as error:
        raise Refused("document_damaged") from error
    raise Refused("document_of_another_type")
