"""Files that somebody sends as a paper: made harmless or refused in words; what is kept holds nothing but what can be seen."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from payung.claims.actions.bring_document import read_document
from payung.claims.models import Claim, ClaimDocument
from tests.claims.cases import picture
from tests.web.claims.cases import approver, bring, officer, reported
from tests.web.pages import words


@pytest.fixture
def claim(clerk: Client) -> Claim:
    return reported(clerk)


def kept(claim: Claim) -> tuple[ClaimDocument, bytes]:
    document = ClaimDocument.objects.get(claim=claim)
    return document, read_document(document)


def pdf_with_script() -> bytes:
    """A page that runs a script when it is opened and holds a file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /AA << /O 4 0 R >> >>",
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, each)
    at = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % at


def photo_with_position() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "KAMERA RAHASIA"
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (6.0, 33.0, 12.0)
    Image.new("RGB", (64, 48), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_pdf_with_a_script_is_kept_without_it(clerk: Client, claim: Claim) -> None:
    assert bring(clerk, claim, "card", pdf_with_script(), "kartu.pdf").status_code == 302
    document, data = kept(claim)
    assert document.media == "application/pdf" and data.startswith(b"%PDF-")
    assert not any(word in data for word in (b"/JavaScript", b"/JS", b"/OpenAction", b"/AA", b"alert"))


def test_a_photo_is_kept_without_where_it_was_taken(clerk: Client, claim: Claim) -> None:
    given = photo_with_position()
    assert b"KAMERA RAHASIA" in given and Image.open(io.BytesIO(given)).getexif().get_ifd(0x8825)
    bring(clerk, claim, "card", given)
    _document, data = kept(claim)
    assert b"KAMERA RAHASIA" not in data and not Image.open(io.BytesIO(data)).getexif()


def test_a_picture_that_is_an_archive_as_well_is_kept_as_a_picture_alone(clerk: Client, claim: Claim) -> None:
    archive = io.BytesIO(picture())
    archive.seek(0, io.SEEK_END)
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("jahat.html", "<script>alert(1)</script>" * 9)
    assert zipfile.is_zipfile(io.BytesIO(archive.getvalue()))
    bring(clerk, claim, "card", archive.getvalue())
    _document, data = kept(claim)
    assert not zipfile.is_zipfile(io.BytesIO(data)) and Image.open(io.BytesIO(data)).size == (60, 40)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"MZ\x90\x00" + b"\0" * 400, "JPG, PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "JPG, PNG"),
        (b"GIF89a" + b"\0" * 40, "JPG, PNG"),
        (b"%PDF-1.7 rusak", "rusak"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 90, "rusak"),
        (b"\xff\xd8\xff" + b"0" * (6 * 1024**2), "6 MB"),
        (b"", "kosong"),
    ],
    ids=["exe", "svg", "gif", "torn pdf", "torn jpeg", "too large", "empty"],
)
def test_what_is_no_paper_is_refused_in_words(clerk: Client, claim: Claim, data: bytes, said: str) -> None:
    answer: Any = bring(clerk, claim, "card", data, "surat.jpg")
    assert answer.status_code == 422 and said in words(answer), words(answer)[:900]
    assert not ClaimDocument.objects.exists()


def test_no_file_at_all_is_said(clerk: Client, claim: Claim) -> None:
    answer = clerk.post(f"/claims/{claim.number}/papers/", {"kind": "card"})
    assert answer.status_code == 422 and not ClaimDocument.objects.exists()


def test_a_form_of_another_site_brings_nothing(clerk: Client, claim: Claim) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = clerk.cookies
    assert bring(strict, claim, "card", picture()).status_code == 403
    assert not ClaimDocument.objects.exists()


def test_a_paper_is_opened_by_its_handlers_with_a_note_and_closed_headers(clerk: Client, claim: Claim) -> None:
    from tests.web.claims.readings import readings

    bring(clerk, claim, "card", picture())
    document, data = kept(claim)
    before = readings()
    answer = officer().get(f"/claims/papers/{document.pk}/")
    assert answer.content == data and answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("inline")
    (note,) = readings()[len(before) :]
    assert note[:2] == ("petugas-klaim", "file") and claim.number in note[2] and "card" in note[2]
    assert approver().get(f"/claims/papers/{document.pk}/").status_code == 200
    assert clerk.get(f"/claims/papers/{document.pk}/").status_code == 403


def test_a_pdf_is_saved_never_shown(clerk: Client, claim: Claim) -> None:
    bring(clerk, claim, "card", pdf_with_script(), "kartu.pdf")
    document, _data = kept(claim)
    assert officer().get(f"/claims/papers/{document.pk}/").headers["Content-Disposition"].startswith("attachment")
