"""What becomes of a file from outside: straight, small, drawn anew; too much of it, or what never ends, is refused."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from payung.claims.actions import draw_pdf
from payung.claims.actions.clean import clean
from payung.units.refusal import Refused
from tests.installation import CHECKOUT


def photo(size: tuple[int, int], orientation: int = 1) -> bytes:
    """A photograph, black above and white below as the camera held it."""
    image, exif, out = Image.new("RGB", size, "white"), Image.Exif(), io.BytesIO()
    image.paste("black", (0, 0, size[0], size[1] // 2))
    exif[0x0112] = orientation
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def pdf(pages: int, size: tuple[int, int] = (200, 300)) -> bytes:
    out = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for _page in range(pages):
            document.new_page(*size)
        document.save(out)
    return out.getvalue()


def refusal(data: bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as refused:
        clean(data)
    return refused.value.code, dict(refused.value.facts)


def test_a_photo_taken_with_the_phone_on_its_side_stands_upright() -> None:
    _media, data = clean(photo((80, 60), orientation=6))
    upright = Image.open(io.BytesIO(data))
    assert upright.size == (60, 80)
    left, right = upright.getpixel((5, 40)), upright.getpixel((55, 40))
    assert max(left) > 200 > 55 > max(right), (left, right)  # what was above is now to the right


def test_a_large_photo_is_shrunk_and_a_small_one_stays() -> None:
    assert Image.open(io.BytesIO(clean(photo((4000, 3000)))[1])).size == (2000, 1500)
    assert Image.open(io.BytesIO(clean(photo((800, 600)))[1])).size == (800, 600)


def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000 and refusal(out.getvalue())[0] == "document_too_many_pixels"


@pytest.mark.parametrize(("pages", "kept"), [(1, 1), (20, 20)])
def test_a_pdf_keeps_its_pages_drawn_anew(pages: int, kept: int) -> None:
    media, data = clean(pdf(pages))
    with pypdfium2.PdfDocument(data) as document:
        assert (media, len(document)) == ("application/pdf", kept)
        assert document[0].get_size() == pytest.approx((200, 300), abs=1)


def test_a_pdf_of_too_many_pages_is_refused_with_their_number() -> None:
    assert refusal(pdf(21)) == ("document_too_many_pages", {"most": 20, "given": 21})


def test_a_page_as_large_as_a_house_is_drawn_no_larger_than_a_photo() -> None:
    with pypdfium2.PdfDocument(clean(pdf(1, (14_000, 7_000)))[1]) as document:
        (image,) = document[0].get_objects()
        assert image.get_px_size() == (2000, 1000)


def test_a_pdf_that_takes_too_long_ends_with_its_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_pdf, "_MOST_SECONDS", 0.05)  # less than a process needs to begin
    assert refusal(pdf(1))[0] == "document_damaged"


def test_a_pdf_is_drawn_where_no_key_and_no_address_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **how: seen.append((a[0], how["env"])) or run(*a, **how))
    clean(pdf(1))
    ((command, environment),) = seen
    assert environment == {} and "-I" in command


def test_the_child_may_write_no_file_and_eat_no_machine() -> None:
    told = "import resource; from payung.claims.actions.draw_pdf import _limited; _limited(); " + (
        "print(*(resource.getrlimit(each)[0] for each in (resource.RLIMIT_FSIZE, resource.RLIMIT_AS, resource.RLIMIT_CPU)))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", str(1024**3), "30"]


_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
import io, sys
from payung.claims.actions.clean import clean
from payung.units.pdf import join
data = sys.stdin.buffer.read()
def many(n):
    for _ in range(10):
        join([data, data], io.BytesIO())
with ThreadPoolExecutor(4) as pool:
    list(pool.map(many, range(8)))
with ThreadPoolExecutor(4) as pool:
    refused = [each.exception() for each in [pool.submit(clean, data) for _ in range(4)]]
print(sorted({str(each.code) for each in refused}))
"""


def test_several_at_once_are_each_done_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AT_ONCE], input=pdf(300), capture_output=True, cwd=CHECKOUT, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"['document_too_many_pages']\n"), done.stderr[-500:]
