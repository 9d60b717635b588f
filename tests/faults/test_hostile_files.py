"""Files that are broken, not what they say, or made to hurt: a clear code, quickly, and nothing evaluated."""

import io
import resource
import struct
import time
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from payung.intake.columns import understand
from payung.intake.read import UNREADABLE_MESSAGES, Limits, Unreadable, read
from payung.intake.workbook import give_back

EXAMPLES = Path(__file__).parents[2] / "examples" / "purwakarta"
NIK = "3214994409790001"
SHEET = "xl/worksheets/sheet1.xml"


def refusal(path, limits=None):
    """The Unreadable of a file; its messages must be complete in both languages."""
    with pytest.raises(Unreadable) as caught:
        read(path, limits=limits or Limits())
    assert all(caught.value.text(language) for language in ("id", "en"))
    assert NIK not in f"{caught.value} {caught.value.facts}"
    return caught.value


def written(path, content):
    path.write_bytes(content)
    return path


def workbook(path, rows):
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return path


def with_sheet(path, rows_xml):
    """A real workbook whose rows are replaced by the given XML, written straight into the archive."""
    source = workbook(path.with_suffix(".base"), [["NIK", "Nama"], [NIK, "Ai"]])
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, content.replace(b"</sheetData>", rows_xml + b"</sheetData>") if name == SHEET else content
            )
    return path


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \r\n", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_an_empty_file_is_called_empty(tmp_path, name, content):
    assert refusal(written(tmp_path / name, content)).code == "file_empty"


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"<html><table><tr><td>NIK</td><td>Nama</td></tr></table></html>", "HTML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>NIK", "HTML"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "XML"),
        (b"%PDF-1.7 NIK,Nama", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (bytes(range(1, 32)) * 20, "data biner / binary"),
    ],
)
def test_what_is_no_list_is_named_for_what_it_is(tmp_path, content, looks_like):
    found = refusal(written(tmp_path / "daftar.xls", content))
    assert (found.code, found.facts["looks_like"]) == ("file_kind_unknown", looks_like)


@pytest.mark.parametrize(("member", "looks_like"), [("word/document.xml", "Word"), ("foto.jpg", "ZIP")])
def test_another_kind_of_archive_is_named(tmp_path, member, looks_like):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(member, "NIK")
    assert refusal(tmp_path / "a.xlsx").facts == {"looks_like": looks_like}


def test_plain_prose_has_no_headings(tmp_path):
    prose = "Dengan hormat,\nbersama ini kami sampaikan NIK dan nama para pekerja, yang jumlahnya 24 orang.\n"
    assert refusal(written(tmp_path / "surat.csv", prose.encode())).code == "header_not_found"


@pytest.mark.parametrize("keep", [30, 2000, 8000])
def test_a_workbook_cut_off_on_its_way_is_damaged(tmp_path, keep):
    whole = (EXAMPLES / "usulan-tanjungsari.xlsx").read_bytes()
    assert refusal(written(tmp_path / "a.xlsx", whole[:keep])).code == "file_damaged"


def test_a_parquet_file_cut_off_is_damaged(tmp_path):
    pl.DataFrame({"nik": [NIK], "nama": ["Ai"]}).write_parquet(tmp_path / "a.parquet")
    cut = (tmp_path / "a.parquet").read_bytes()[:-9]
    assert refusal(written(tmp_path / "a.parquet", cut)).code == "file_damaged"


def test_a_locked_workbook_is_called_locked(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert refusal(written(tmp_path / "a.xlsx", content)).code == "file_password_protected"


def test_a_file_above_the_limit_is_refused_before_it_is_opened(tmp_path):
    path = written(tmp_path / "a.csv", b"NIK,Nama\n" + b"x" * 3_000_000)
    found = refusal(path, Limits(table_bytes=2 * 1024 * 1024))
    assert (found.code, found.facts) == ("file_too_large", {"megabytes": 3, "limit": 2})


def test_a_zip_bomb_is_refused_without_unpacking_it(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path, [["NIK", "Nama"], [NIK, "Ai"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/a.xml", "w") as bomb:
        for _ in range(64):
            bomb.write(bytes(1024 * 1024))
    start = time.monotonic()
    assert refusal(path).code == "zip_bomb"
    assert time.monotonic() - start < 10


def test_a_bomb_that_lies_about_its_size_is_damaged(tmp_path):
    path = with_sheet(tmp_path / "a.xlsx", b"<row/>" * 500_000)
    content = bytearray(path.read_bytes())
    at = content.rfind(SHEET.encode()) - 46  # its entry in the directory at the end of the archive
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert refusal(written(path, bytes(content))).code == "file_damaged"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_five_hundred_columns_are_refused_with_their_number(tmp_path, suffix):
    rows = [["NIK", "Nama", *(f"K{n}" for n in range(498))], [NIK, "Ai", *("x" * 498)]]
    path = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        path.write_text("\n".join(",".join(row) for row in rows))
    else:
        workbook(path, rows)
    found = refusal(path)
    assert (found.code, found.facts) == ("too_many_columns", {"columns": 500, "limit": 200})


def test_a_million_empty_rows_with_a_format_hold_up_nothing(tmp_path):
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(3, 1_000_003))
    path = with_sheet(tmp_path / "a.xlsx", rows.encode())
    start = time.monotonic()
    sheet = read(path)
    assert sheet.rows.rows() == [(2, NIK, "Ai")]
    assert time.monotonic() - start < 30


def test_a_million_blank_lines_of_csv_hold_up_nothing(tmp_path):
    path = written(tmp_path / "a.csv", f"NIK;Nama\n{NIK};Ai\n".encode() + b";\n" * 1_000_000)
    sheet = read(path)
    assert (sheet.rows.height, sheet.ignored) == (1, {"blank": 1_000_000})


@pytest.mark.parametrize(
    ("reference", "code"),
    [("XFD1048576", "too_many_columns"), ("GR1048576", "too_many_rows"), ("A999999999", "too_many_rows")],
)
def test_one_stray_cell_in_a_far_corner_does_not_exhaust_memory(tmp_path, reference, code):
    row = "".join(filter(str.isdigit, reference))
    path = with_sheet(tmp_path / "a.xlsx", f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>'.encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(path).code == code
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


def test_a_stray_empty_cell_in_a_far_corner_is_nothing(tmp_path):
    path = with_sheet(tmp_path / "a.xlsx", b'<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert read(path).rows.rows() == [(2, NIK, "Ai")]


def test_an_ods_that_repeats_a_filled_row_a_million_times_is_refused(tmp_path):
    cell = 'office:value-type="string" table:number-columns-repeated="150"'
    row = f'<table:table-row table:number-rows-repeated="1000000"><table:table-cell {cell}/></table:table-row>'
    body = f'<a xmlns:table="t" xmlns:office="o"><table:table>{row}</table:table></a>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
    assert refusal(tmp_path / "a.ods").code == "too_many_rows"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_command_in_a_cell_never_comes_back_as_a_formula(tmp_path, suffix):
    command = "=cmd|'/C calc'!A0"
    path = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        path.write_text(f"NIK,Nama\n{NIK},{command}\n")
    else:
        workbook(path, [["NIK", "Nama"], [NIK, command]])
    sheet = read(path)
    assert sheet.rows.row(0) == (2, NIK, command)
    none = pl.DataFrame(schema={"sheet_row": pl.Int64, "code": pl.String, "field": pl.String, "severity": pl.String})
    out = give_back(path, sheet, understand(sheet.headings), none, str, tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(out).active["B2"].data_type == "s"


def test_random_bytes_after_every_known_beginning_never_give_a_traceback(tmp_path):
    beginnings = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"\xff\xfe", b"NIK,Nama\n", b'"NIK","Na']
    noise = bytes((n * 7919 + n // 251) % 256 for n in range(3000))
    for beginning in beginnings:
        try:
            read(written(tmp_path / "a.bin", beginning + noise))
        except Unreadable as found:
            assert found.code in UNREADABLE_MESSAGES


def test_a_damaged_byte_anywhere_in_a_workbook_never_gives_a_traceback(tmp_path):
    whole = (EXAMPLES / "usulan-tanjungsari.xlsx").read_bytes()
    for at in range(0, len(whole), 211):
        content = io.BytesIO(whole)
        content.seek(at)
        content.write(bytes([whole[at] ^ 0xFF]))
        try:
            read(written(tmp_path / "a.xlsx", content.getvalue()))
        except Unreadable as found:
            assert found.code in UNREADABLE_MESSAGES
