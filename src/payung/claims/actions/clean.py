"""Make a file that somebody sends into one that is safe to keep and to show: pictures straightened and shrunk, PDFs drawn anew.

What a file is is read from its content, never from its name. Nothing of it is kept but what can be seen: no script, no
attachment, no place where a photograph was taken.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from payung.claims.actions.draw_pdf import LONGEST_SIDE, redrawn
from payung.units.refusal import Refused

MOST_BYTES = 6 * 1024 * 1024
_MOST_PIXELS = 60_000_000  # a larger picture is a bomb, not a photograph


def _picture(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Refused("document_too_many_pixels")
            straight = ImageOps.exif_transpose(opened)
            straight.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            flat = Image.new("RGB", straight.size, "white")
            rgba = straight.convert("RGBA")
            flat.paste(rgba, mask=rgba.getchannel("A"))
            return flat


def _jpeg(picture: Image.Image) -> bytes:
    """A new file of the pixels alone: what else stood in the old one (place, camera, hidden text) is not in it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


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
            return "application/pdf", redrawn(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("document_damaged") from error
    raise Refused("document_of_another_type")
