"""Uploads that try to be somewhere or something else: paths, two endings, two kinds, entities, links outside."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client

from payung.intake.read import Unreadable, read
from tests.lists import workers
from tests.users import a_client
from tests.web.door.sending import as_csv, send, sent

pytestmark = pytest.mark.django_db
TANJUNGSARI = "32.14.16.2005"
NIK = "3214994409790001"
LIST = as_csv(workers(1, 2))


@pytest.fixture
def clerk(purwakarta: object) -> Client:
    return a_client("clerk", "village-clerk", TANJUNGSARI)


NAMES = ["../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/cron.d/x", "daftar.csv\x00.php", "daftar.php.csv",
         "daftar.csv.exe", "con.csv",
         "a" * 5_000 + ".csv", "<script>alert(1)</script>.csv", "'; DROP TABLE batch; --.csv", "daftar\r\nX-Y: z.csv",
         "\u202evsc.exe", ".htaccess", "%2e%2e%2fx.csv", "~root/x.csv", "$(id).csv"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:12]))
def test_a_name_is_never_a_path_and_is_shown_as_text(clerk: Client, name: str) -> None:
    before = {path for path in Path(settings.BATCH_FOLDER).parent.rglob("*") if path.is_file()}
    answered = send(clerk, LIST, name=name)
    assert answered.status_code in (302, 400, 422)
    fresh = {path for path in Path(settings.BATCH_FOLDER).parent.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(settings.BATCH_FOLDER) for path in fresh)
    assert {path.name for path in fresh} <= {"source", "rows.parquet", "sheet.json", "checked.parquet"}
    if answered.status_code == 302:
        shown = clerk.get(answered.url).content.decode()
        assert "<script>alert" not in shown


def test_what_a_file_is_called_does_not_change_what_it_is(clerk: Client) -> None:
    batch = sent(clerk, LIST, name="daftar.xlsx")
    assert batch.stage == "checked"
    assert sent(clerk, b"%PDF-1.7\n" + LIST, name="daftar.csv").stage == "failed"


def xlsx(**more: bytes) -> bytes:
    """A real workbook with one worker, with members put in or replaced."""
    book, whole = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["NIK", "Nama"])
    book.active.append([NIK, "Ai"])
    book.save(whole)
    members = {}
    with zipfile.ZipFile(whole) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, **more}.items():
            archive.writestr(name, content)
    return out.getvalue()


def kept(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "a.xlsx").write_bytes(content)
    return tmp_path / "a.xlsx"


def test_a_member_that_would_climb_out_of_the_archive_is_written_nowhere(tmp_path: Path) -> None:
    path = kept(tmp_path, xlsx(**{"../../../climbed.txt": b"x", "/tmp/climbed.txt": b"x"}))
    assert read(path).rows.height == 1
    assert not Path("/tmp/climbed.txt").exists() and not list(tmp_path.parent.parent.glob("climbed.txt"))


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_entities(declared: bytes, used: bytes) -> bytes:
    row = b'<row r="3"><c r="B3" t="inlineStr"><is><t>%s</t></is></c></row>' % used
    heads = b'<row r="1"><c r="A1" t="inlineStr"><is><t>NIK</t></is></c><c r="B1" t="inlineStr"><is><t>Nama</t></is></c></row>'
    sheet = b"<!DOCTYPE worksheet [%s]><worksheet %s><sheetData>%s%s</sheetData></worksheet>"
    return xlsx(**{SHEET: sheet % (declared, NAMESPACE, heads, row)})


@pytest.mark.parametrize(("declared", "used"), [
    (b'<!ENTITY l0 "lol">' + LAUGHS, b"&l9;"),
    (b'<!ENTITY x SYSTEM "file:///etc/passwd">', b"&x;"),
    (b'<!ENTITY x SYSTEM "http://169.254.169.254/">', b"&x;"),
], ids=["bomb", "file", "server"])  # fmt: skip
def test_entities_are_never_opened(tmp_path: Path, declared: bytes, used: bytes) -> None:
    start = time.monotonic()
    try:
        rows = str(read(kept(tmp_path, with_entities(declared, used))).rows.rows())
    except Unreadable as found:
        rows = found.code
    assert time.monotonic() - start < 10
    assert "root:" not in rows and "lollol" not in rows


def test_a_deep_sheet_is_refused_or_read_but_breaks_nothing(tmp_path: Path) -> None:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    sheet = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (NAMESPACE, deep)
    with pytest.raises(Unreadable):
        read(kept(tmp_path, xlsx(**{SHEET: sheet})))


def test_a_link_to_another_server_is_not_followed_and_not_given_back(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    reached: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _own, address: reached.append(address))
    outside = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' \
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" ' \
        b'Target="http://169.254.169.254/a.png" ' \
        b'TargetMode="External"/></Relationships>'  # fmt: skip
    batch = sent(clerk, xlsx(**{"xl/worksheets/_rels/sheet1.xml.rels": outside}), name="daftar.xlsx")
    assert batch.stage in ("checked", "failed") and reached == []


def test_a_picture_that_is_a_list_too_is_taken_for_a_picture(clerk: Client) -> None:
    assert sent(clerk, b"\x89PNG\r\n\x1a\n" + LIST, name="daftar.csv").stage == "failed"
    assert sent(clerk, b"GIF89a" + LIST, name="daftar.csv").stage == "failed"


def test_a_page_that_is_a_list_too_is_never_given_back_as_a_page(clerk: Client) -> None:
    batch = sent(clerk, b"NIK;Nama\n3214994409790001;<script>alert(1)</script>\n", name="daftar.html")
    shown = clerk.get(f"/intake/{batch.pk}/")
    assert "<script>alert" not in shown.content.decode()


def test_more_files_than_fields_are_refused(clerk: Client) -> None:
    files = {f"f{n}": io.BytesIO(b"x") for n in range(200)}
    assert clerk.post("/intake/upload/", {"line": "kab-2025", **files}).status_code == 400


def test_zero_bytes_in_fields_are_refused_or_passed_over(clerk: Client) -> None:
    assert send(clerk, LIST, village="32.14\x00").status_code in (302, 400, 422)
    assert clerk.get("/people/", {"q": "a\x00b"}).status_code == 400
    assert clerk.get("/people/%00/").status_code == 404, "no number, so no such address"
    assert clerk.get("/regions/32%00/").status_code in (400, 404)
    assert (
        clerk.post(
            "/access/sign-in/", "username=a%00b&password=x", content_type="application/x-www-form-urlencoded"
        ).status_code
        == 400
    )
