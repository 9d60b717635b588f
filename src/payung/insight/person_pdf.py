"""A person's file, or a letter, as A4 pages: in Indonesian words, in the look of the house."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import typst
import zxingcpp

FONTS = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans", "DejaVu Sans", "Libertinus Serif")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


@cache
def _known() -> list[str]:
    known = set(_fonts().families())
    return [family for family in FONTS if family in known]


def person_pdf(told: dict[str, Any], scanned: str = "") -> bytes:
    """The pages. `told` holds a title, lines of facts and tables, all of it text: data stays data, never markup.

    A fact without a value (None) is a line to write on. A letter has a `head` as well, and `signers`: a role and a name or None.
    A table may name the columns that hold `sums`, how many rows at its end are `totals`, and be `to-sign`: with room for a hand.
    A part with a `code` (what it is, for whoever hears the page) shows `scanned` as a QR code beside its text.
    """
    with tempfile.TemporaryDirectory(prefix="payung-file-") as folder:
        root = Path(folder)
        template = files("payung.insight").joinpath("typst", "person_file.typ").read_bytes()
        (root / "person_file.typ").write_bytes(template)
        if scanned:
            code = zxingcpp.create_barcode(scanned, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
            (root / "code.svg").write_text(code.to_svg(scale=4, add_quiet_zones=True), encoding="utf-8")
        (root / "told.json").write_text(json.dumps({**told, "fonts": _known()}), encoding="utf-8")
        compiler = typst.Compiler(root / "person_file.typ", root=root, font_paths=_fonts())
        return cast(bytes, compiler.compile(format="pdf"))
