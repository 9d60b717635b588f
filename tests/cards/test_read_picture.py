"""The printed code is read from what phones and scanners really give."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageDraw, ImageFilter

from payung.cards.actions.draw import draw_card
from payung.cards.actions.read_picture import read_picture
from payung.cards.actions.verify import verify
from tests.cards.conftest import FACE, ISSUED_ON, LAUNCH, page_picture


def saved(picture: Image.Image, kind: str = "PNG", **options) -> bytes:
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def noisy(picture: Image.Image, *, seed: int = 1) -> Image.Image:
    grain = Image.frombytes("L", picture.size, random.Random(seed).randbytes(picture.width * picture.height))
    return Image.blend(picture.convert("L"), grain, 0.15)


def photographed(picture: Image.Image, *, degrees: float, scale: float, blur: float) -> Image.Image:
    turned = picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="#777")
    small = turned.resize((int(turned.width * scale), int(turned.height * scale)), Image.Resampling.BICUBIC)
    return noisy(small.filter(ImageFilter.GaussianBlur(blur)))


@pytest.fixture(scope="module")
def card(key) -> Image.Image:
    return page_picture(draw_card(FACE, key, issued_on=ISSUED_ON), dpi=300)


def test_the_printed_sheet_reads_turned_blurred_noisy_and_scaled(sheet, key, tmp_path):
    photo = photographed(page_picture(sheet, page=1, dpi=200), degrees=7, scale=0.9, blur=0.8)
    photo.convert("RGB").save(tmp_path / "foto.jpg", quality=70)
    verdict = verify(tmp_path / "foto.jpg", issuers=[key.issuer], at=LAUNCH)
    assert (verdict.state, verdict.number, verdict.name) == ("valid", "D100-000011", "Siti Aminah 11")


def test_a_page_of_ten_cards_gives_one_of_them(sheet, key, tmp_path):
    page_picture(sheet, dpi=200).save(tmp_path / "lembar.png")
    verdict = verify(str(tmp_path / "lembar.png"), issuers=[key.issuer], at=LAUNCH)
    assert (verdict.state, verdict.number[:9]) == ("valid", "D100-0000")


@pytest.mark.parametrize("degrees", [0, 7, 45, 90, 173, 270])
def test_a_card_reads_at_any_angle(card, token, degrees):
    assert read_picture(saved(photographed(card, degrees=degrees, scale=0.8, blur=0.8))) == token


def test_a_card_reads_when_seen_from_the_side(card, token):
    skewed = card.transform(
        card.size,
        Image.Transform.PERSPECTIVE,
        (1.1, 0.08, -30, 0.02, 1.15, -20, 0.00008, 0.00012),
        Image.Resampling.BICUBIC,
    )
    assert read_picture(saved(noisy(skewed))) == token


def test_a_small_picture_reads(card, token):
    assert read_picture(saved(card.resize((480, 303), Image.Resampling.LANCZOS))) == token


def test_a_huge_photograph_reads(card, token):
    photo = Image.new("RGB", (7000, 5000), "#888")
    photo.paste(card.resize((3000, 1893)), (2000, 1500))
    assert read_picture(saved(photo, "JPEG", quality=80)) == token


def test_a_scratched_card_reads(card, token):
    scratched = card.copy()
    ImageDraw.Draw(scratched).line((690, 250, 950, 290), fill="white", width=9)
    assert read_picture(saved(scratched)) == token


def test_a_dim_photograph_reads(card, token):
    assert read_picture(saved(noisy(card.point(lambda value: 40 + value // 5)))) == token


def test_a_photograph_turned_by_its_exif_mark_reads(card, token):
    mark = Image.Exif()
    mark[0x0112] = 6
    assert read_picture(saved(card, "JPEG", exif=mark)) == token


def test_a_see_through_picture_reads(card, token):
    clear = Image.new("RGBA", card.size, "black")
    clear.putalpha(card.convert("L").point(lambda value: 255 - value))
    assert read_picture(saved(clear)) == token


def test_a_picture_without_a_code_gives_nothing():
    assert read_picture(saved(noisy(Image.new("L", (800, 600), 128)))) is None


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7 x", b"\xff\xd8\xff\xe0cut"]
)
def test_what_is_no_picture_gives_nothing(content):
    assert read_picture(content) is None


def test_a_cut_off_picture_gives_nothing(card):
    assert read_picture(saved(card)[:2000]) is None


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_that_unpacks_without_measure_is_not_opened(card, token):
    wide = Image.new("1", (10_000, 10_000), 1)
    wide.paste(card.resize((5000, 3152)), (2000, 2000))
    assert len(saved(wide)) < 1_000_000
    assert read_picture(saved(wide)) is None
    assert read_picture(saved(wide.crop((0, 0, 7900, 7900)))) == token


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
def test_a_picture_that_only_claims_a_monstrous_size_is_not_opened():
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    assert read_picture(bomb) is None
