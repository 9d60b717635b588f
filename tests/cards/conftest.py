"""Real cards for the tests: one office, one face, one sheet as the printer gets it."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from payung.cards.actions.draw import draw_cards
from payung.cards.actions.keep_key import CardKey, card_key
from payung.cards.actions.sign import JAKARTA, CardFace, sign

ISSUED_ON = date(2025, 11, 21)
LAUNCH = datetime(2025, 11, 21, 9, 0, tzinfo=JAKARTA)
FACE = CardFace(
    number="D100-000001",
    name="Siti Aminah",
    village="Desa Tanjungsari",
    district="Kecamatan Pondoksalam",
    regency="Kabupaten Purwakarta",
    programme="1 Desa 100 Perlindungan",
    first_month=date(2025, 11, 1),
    until=date(2026, 1, 1),
    line="APBD Provinsi Jawa Barat",
)


def faces(count: int) -> list[CardFace]:
    return [replace(FACE, number=f"D100-{number:06d}", name=f"Siti Aminah {number}") for number in range(1, count + 1)]


def page_picture(pdf: Path | bytes, *, page: int = 0, dpi: int = 200) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[page].render(scale=dpi / 72).to_pil().convert("RGB")


def page_text(pdf: Path | bytes, *, page: int = 0) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(opened[page].get_textpage().get_text_range().split())


@pytest.fixture(scope="session")
def key(tmp_path_factory) -> CardKey:
    return card_key(tmp_path_factory.mktemp("key"), issuer="Disnaker Kabupaten Purwakarta")


@pytest.fixture(scope="session")
def other_key(tmp_path_factory) -> CardKey:
    """A stranger's key that claims the same office name."""
    return card_key(tmp_path_factory.mktemp("other"), issuer="Disnaker Kabupaten Purwakarta")


@pytest.fixture(scope="session")
def token(key) -> str:
    return sign(FACE, key, ISSUED_ON)


@pytest.fixture(scope="session")
def sheet(key, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("sheet") / "kartu.pdf"
    draw_cards(faces(11), key, out, issued_on=ISSUED_ON)
    return out
