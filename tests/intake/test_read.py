"""The sample files of the model case, as offices send them."""

import json
from pathlib import Path

import pytest

from payung.intake.read import read

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "purwakarta"
EXPECTED = json.loads((ROOT / "tests" / "cases" / "expected.json").read_text())["files"]


def test_the_village_workbook_gives_its_24_rows_where_they_stand():
    sheet = read(EXAMPLES / "usulan-tanjungsari.xlsx")
    expected = [row["sheet_row"] for row in EXPECTED["usulan-tanjungsari.xlsx"]["by_row"]]
    assert sheet.rows.get_column("sheet_row").to_list() == expected
    assert sheet.header_row == 5
    assert sheet.headings[:5] == ("No", "NIK", "Nama Lengkap", "Tempat, Tgl Lahir", "L/P")
    assert sheet.ignored == {"title": 3, "blank": 5, "total": 1, "signature": 1}


def test_a_nik_that_a_spreadsheet_rounded_keeps_the_mark_of_a_number():
    rows = read(EXAMPLES / "usulan-tanjungsari.xlsx").rows
    assert rows.filter(sheet_row=15).get_column("c1").item() == "3214994106910000.0"


def test_a_row_with_a_nik_and_no_name_is_a_row():
    assert read(EXAMPLES / "usulan-tanjungsari.xlsx").rows.filter(sheet_row=26).get_column("c2").item() is None


@pytest.mark.parametrize(
    ("name", "rows", "kind", "encoding", "delimiter"),
    [
        ("usulan-purwakarta.csv", 22481, "csv", None, ";"),
        ("csr-taekwang.xlsx", 312, "xlsx", None, None),
        ("peserta-lama-tanjungsari.csv", 52, "csv", "utf-8-sig", ","),
        ("pekerja-per-desa.csv", 192, "csv", "utf-8", ","),
    ],
)
def test_the_other_samples_give_all_their_rows(name, rows, kind, encoding, delimiter):
    sheet = read(EXAMPLES / name)
    assert (sheet.rows.height, sheet.kind, sheet.delimiter) == (rows, kind, delimiter)
    assert encoding is None or sheet.encoding == encoding
    assert sheet.ignored == {}
    assert sheet.rows.get_column("sheet_row").to_list() == list(range(2, rows + 2))


def test_real_excel_dates_are_written_as_iso_days():
    assert read(EXAMPLES / "csr-taekwang.xlsx").rows.get_column("c2")[0] == "1995-09-24"
