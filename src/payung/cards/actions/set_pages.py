"""Set one batch of signed cards as PDF pages with Typst; also the program that `draw` starts for each batch."""

import json
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast

import typst
import zxingcpp

Form = Literal["sheet", "single"]

# The first that the machine has; the last is inside Typst, so that a bare machine prints the same words.
FONTS = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans", "DejaVu Sans", "Libertinus Serif")


@dataclass(frozen=True)
class Batch:
    """Cards to set together: `cards` are the printed texts and the token of each, as plain JSON values."""

    cards: list[dict[str, str]]
    form: Form
    first_sheet: int
    issuer: str
    issued_on: str
    issued: str
    mark: str = ""


def set_pages(batch: Batch, *, bare_machine: bool = False) -> bytes:
    """Give a PDF: ten cards an A4 page, or one page of card size. `bare_machine` leaves the system's fonts out."""
    with tempfile.TemporaryDirectory(prefix="payung-cards-") as folder:
        root = Path(folder)
        _lay_out(root, batch)
        compiler = typst.Compiler(
            root / "sheet.typ",
            root=root,
            font_paths=_fonts(bare_machine),
            sys_inputs={"told": json.dumps(_told(batch, bare_machine))},
        )
        # Tags would double the time; the sheet goes to a printer. The page of one person keeps them for her reader.
        noon = datetime.combine(date.fromisoformat(batch.issued_on), time(12), UTC)
        return cast(bytes, compiler.compile(format="pdf", timestamp=noon, pdf_tags=batch.form == "single"))


def _lay_out(root: Path, batch: Batch) -> None:
    """Put template, cards and codes where Typst may read them: data stays data, nothing is pasted into markup."""
    for template in ("sheet.typ", "card.typ"):
        (root / template).write_bytes(files("payung.cards").joinpath("typst", template).read_bytes())
    codes, cards = bytearray(), []
    for card in batch.cards:
        modules, pixels = _code(card["token"])
        texts = {name: text for name, text in card.items() if name != "token"}
        cards.append({**texts, "modules": modules, "from": len(codes)})
        codes += pixels
    (root / "codes.bin").write_bytes(codes)
    (root / "cards.json").write_text(json.dumps(cards), encoding="utf-8")


def _code(token: str) -> tuple[int, bytes]:
    """Give a QR code as its side in modules and one gray byte a module; level M survives a scratched card."""
    barcode = zxingcpp.create_barcode(token, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = memoryview(barcode.to_image(add_quiet_zones=False))  # type: ignore[arg-type]  # it is a buffer
    return len(picture), picture.tobytes()


def _told(batch: Batch, bare_machine: bool) -> dict[str, object]:
    first = batch.cards[0]
    return {
        "form": batch.form,
        "first_sheet": batch.first_sheet,
        "issued": batch.issued,
        "issuer": batch.issuer,
        "mark": batch.mark,
        "title": f"Kartu {first['programme']}",
        "fonts": _known_fonts(bare_machine),
    }


@cache
def _fonts(bare_machine: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=not bare_machine)


@cache
def _known_fonts(bare_machine: bool) -> list[str]:
    known = set(_fonts(bare_machine).families())
    return [family for family in FONTS if family in known]


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_bytes(set_pages(Batch(**json.loads(source.read_text(encoding="utf-8")))))
