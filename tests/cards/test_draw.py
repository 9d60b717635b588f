"""The printed sheet: ten cards a page, every word in its place, nothing breaks out."""

import io
import unicodedata
from dataclasses import replace
from datetime import date
from random import Random
from string import ascii_letters

import pypdfium2
import pytest

from payung.cards.actions import draw
from payung.cards.actions.draw import CardsNotDrawn, draw_card, draw_cards, months_of_cover
from payung.cards.actions.set_pages import set_pages
from payung.cards.actions.verify import read_picture, verify_text
from tests.cards.conftest import FACE, ISSUED_ON, LAUNCH, faces, page_picture, page_text

HOSTILE = [
    'O\'Neill "Asep" #set page(fill: red) $x$ *b* _i_ @ref <l>',
    '"]; #panic("x") // \\u{41} #eval("1") `raw`',
    "{{ name }} %s {0} \\",
    "Émilià Ñusantara Žubaidah",
    "Raden Hajjah Siti Nurhaliza Kusumawardhani Binti Suryadinata",
]


def test_ten_cards_fill_a_page_and_the_eleventh_begins_another(sheet):
    with pypdfium2.PdfDocument(sheet) as opened:
        assert len(opened) == 2
        assert opened[0].get_size() == pytest.approx((595.28, 841.89), abs=0.01)
    assert page_text(sheet, page=0).count("MASA PERLINDUNGAN") == 10
    assert page_text(sheet, page=1).count("MASA PERLINDUNGAN") == 1


def test_a_card_says_who_is_covered_where_when_and_what_to_do(sheet):
    text = page_text(sheet, page=1)
    for words in (
        *("Siti Aminah 11", "Desa Tanjungsari", "Kecamatan Pondoksalam", "Kabupaten Purwakarta"),
        *("November 2025 – Desember 2025", "D100-000011", "1 Desa 100 Perlindungan", "APBD Provinsi Jawa Barat"),
        "Pindai untuk memeriksa. Sakit atau kecelakaan kerja: lapor 2 × 24 jam ke desa atau BPJS Ketenagakerjaan 175.",
        "Bukti program, bukan pengganti kartu BPJS Ketenagakerjaan.",
    ):
        assert words in text


def test_cards_stand_in_the_order_given(key, tmp_path):
    draw_cards(reversed(faces(3)), key, tmp_path / "k.pdf", issued_on=ISSUED_ON)
    text = page_text(tmp_path / "k.pdf")
    assert text.index("Siti Aminah 3") < text.index("Siti Aminah 2") < text.index("Siti Aminah 1")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_printed_as_text_whatever_it_holds(key, name):
    text = page_text(draw_card(replace(FACE, name=name), key, issued_on=ISSUED_ON))
    assert unicodedata.normalize("NFC", text).replace(" ", "").count(name.replace(" ", "")) == 1


@pytest.mark.parametrize("name", ["W" * 60, "Siti " + "a" * 55, *HOSTILE])
@pytest.mark.parametrize("bare_machine", [False, True])
def test_the_longest_name_stays_in_its_room(key, name, bare_machine):
    batch = draw._batch([replace(FACE, name=name)], key, ISSUED_ON, form="single")
    pdf = set_pages(batch, bare_machine=bare_machine)
    letters = boxes_mm(pdf)
    assert bottom_mm(pdf, "Kecamatan") > top_mm(pdf, "MASA")
    # Words end 52.5 mm from the left edge; the panel of the code begins at 54.3 mm.
    body = [(left, right) for left, bottom, right, top in letters if bottom > 10.4 and top < 43]
    assert all(right <= 52.6 or left >= 54.3 for left, right in body)
    assert verify_text(read_code(page_picture(pdf, dpi=300)), issuers=[key.issuer], at=LAUNCH).name == name


def test_marks_that_hide_or_turn_text_are_not_printed(key):
    tricky = replace(FACE, name="Siti\u202eAminah\x07\n  Baru")
    assert "SitiAminah Baru" in page_text(draw_card(tricky, key, issued_on=ISSUED_ON))


def test_one_card_alone_is_a_page_of_card_size(key):
    pdf = draw_card(FACE, key, issued_on=ISSUED_ON)
    with pypdfium2.PdfDocument(pdf) as opened:
        width, height = opened[0].get_size()
        assert len(opened) == 1
    assert (width * 25.4 / 72, height * 25.4 / 72) == pytest.approx((85.6, 54.0), abs=0.01)


def test_the_code_is_at_least_22_millimetres_with_a_quiet_zone(key):
    gray = page_picture(draw_card(FACE, key, issued_on=ISSUED_ON), dpi=600).convert("L")
    body = gray.crop((int(50 * 600 / 25.4), int(11.2 * 600 / 25.4), gray.width, int(37.8 * 600 / 25.4)))
    left, _, right, _ = body.point(lambda value: 255 * (value < 128)).getbbox()
    module = (right - left) / 61
    assert (right - left) * 25.4 / 600 >= 22
    assert body.width - right > 4 * module


def test_several_batches_are_joined_in_order_and_counted(key, tmp_path):
    finished = []
    drawn = draw_cards(faces(511), key, tmp_path / "k.pdf", issued_on=ISSUED_ON, progress=finished.append)
    assert (drawn, sorted(finished)) == (511, [11, 500])
    texts = [page_text(tmp_path / "k.pdf", page=page) for page in range(52)]
    assert [f"Lembar {page + 1} ·" in text for page, text in enumerate(texts)] == [True] * 52
    assert "D100-000501" in texts[50] and "D100-000511" in texts[51]


def test_a_failed_batch_leaves_the_old_file_and_names_no_person(key, tmp_path):
    out = tmp_path / "k.pdf"
    out.write_bytes(b"yesterday")
    too_much_for_a_code = replace(FACE, name="Siti " + "".join(Random(1).choices(ascii_letters, k=8000)))
    with pytest.raises(CardsNotDrawn) as failed:
        draw_cards([FACE, too_much_for_a_code], key, out, issued_on=ISSUED_ON)
    assert "Siti" not in str(failed.value)
    assert [file.name for file in tmp_path.iterdir()] == ["k.pdf"] and out.read_bytes() == b"yesterday"


def test_no_card_is_a_mistake_of_the_caller(key, tmp_path):
    with pytest.raises(ValueError, match="no card"):
        draw_cards([], key, tmp_path / "k.pdf", issued_on=ISSUED_ON)
    assert list(tmp_path.iterdir()) == []


def test_a_single_month_is_named_once():
    assert months_of_cover(replace(FACE, until=date(2025, 12, 1))) == "November 2025"


def read_code(picture) -> str:
    content = io.BytesIO()
    picture.save(content, "PNG")
    return read_picture(content.getvalue())


def boxes_mm(pdf: bytes) -> list[tuple[float, ...]]:
    """Left, bottom, right and top of every letter on the first page, from its lower left corner; none for a space."""
    with pypdfium2.PdfDocument(pdf) as opened:
        text = opened[0].get_textpage()
        told = [text.get_text_range(index, 1) for index in range(text.count_chars())]
        boxes = [text.get_charbox(index) if letter.strip() else (0, 0, 0, 0) for index, letter in enumerate(told)]
    return [tuple(edge * 25.4 / 72 for edge in box) for box in boxes]


def place_of(pdf: bytes, word: str) -> tuple[float, ...]:
    with pypdfium2.PdfDocument(pdf) as opened:
        index, _ = opened[0].get_textpage().search(word).get_next()
    return boxes_mm(pdf)[index]


def bottom_mm(pdf: bytes, word: str) -> float:
    return place_of(pdf, word)[1]


def top_mm(pdf: bytes, word: str) -> float:
    return place_of(pdf, word)[3]
