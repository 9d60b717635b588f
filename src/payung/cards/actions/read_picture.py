"""Read the QR code in a photograph or scan of a card."""

import io
from collections.abc import Iterator
from pathlib import Path

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif"})

_PICTURE_KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
_MOST_PIXELS = 64_000_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_picture(picture: Path | bytes) -> str | None:
    """Give the text of the QR code in a photograph or scan (path or bytes), or None if none can be read.

    With several codes in the picture, the longest, which is a card rather than a web address. Oversized pictures are not opened.
    A missing file raises FileNotFoundError.
    """
    content = picture if isinstance(picture, bytes) else picture.read_bytes()
    try:
        gray = _open_gray(content)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # Pillow tells a broken picture in all these ways
    for view in _views(gray) if gray else ():
        codes = zxingcpp.read_barcodes(view, formats=_QR)
        if codes:
            return max((code.text for code in codes), key=len)
    return None


def _open_gray(content: bytes) -> Image.Image | None:
    """Open a picture upright and gray, or None if it unpacks to more pixels than a photograph has."""
    Image.init()  # Pillow finds a named kind only after its readers are loaded
    with Image.open(io.BytesIO(content), formats=_PICTURE_KINDS) as opened:
        opened.draft("L", (4096, 4096))  # lets the JPEG decoder shrink while reading
        if opened.width * opened.height > _MOST_PIXELS:
            return None
        upright = ImageOps.exif_transpose(opened)
        if upright.has_transparency_data:
            upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA"))
        return upright.convert("L")


def _views(gray: Image.Image) -> Iterator[Image.Image]:
    """Give the picture in the ways that bring a code out, cheapest first: shrunk, full, smoothed, enlarged."""
    small = ImageOps.contain(gray, (1600, 1600)) if max(gray.size) > 1600 else gray
    full = ImageOps.contain(gray, (4096, 4096)) if max(gray.size) > 4096 else gray
    yield small
    if full is not small:
        yield full
    for view in {id(small): small, id(full): full}.values():
        yield ImageOps.autocontrast(view.filter(ImageFilter.GaussianBlur(1)), cutoff=1)
    if max(gray.size) <= 2000:
        yield gray.resize((gray.width * 2, gray.height * 2), Image.Resampling.BICUBIC)
