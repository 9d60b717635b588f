"""The workbook that goes back to the clerk and comes in again."""

import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from payung.intake.columns import understand
from payung.intake.headings import GIVEN_BACK_HEADING
from payung.intake.read import read
from payung.intake.workbook import give_back
from payung.units.cell import harmless

EXAMPLES = Path(__file__).parents[2] / "examples" / "purwakarta"
TEXTS = {"nik_format": "NIK harus 16 angka", "phone_invalid": "Nomor HP tidak dikenal", "name_missing": "Nama kosong"}
NIK = "3214994409790001"


def findings(*rows):
    columns = {"sheet_row": pl.Int64, "code": pl.String, "field": pl.String, "severity": pl.String}
    return pl.DataFrame(list(rows), schema=columns, orient="row")


def returned(source, out, *rows):
    sheet = read(source)
    return sheet, give_back(source, sheet, understand(sheet.headings), findings(*rows), TEXTS.__getitem__, out)


def xlsx(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_the_village_workbook_keeps_its_look_and_shows_what_is_wrong(tmp_path):
    source = EXAMPLES / "usulan-tanjungsari.xlsx"
    found = [(14, "phone_invalid", "phone", "warning"), (14, "nik_format", "nik", "problem")]
    _, out = returned(source, tmp_path / "out.xlsx", *found)
    page, before = openpyxl.load_workbook(out).active, openpyxl.load_workbook(source).active
    assert page["A1"].value == before["A1"].value
    assert str(page.merged_cells) == str(before.merged_cells)
    assert page["B14"].fill.fgColor.rgb == "FFFBE3E1"
    assert page["I14"].fill.fgColor.rgb == "FFFFF1D6"
    assert page["N5"].value == GIVEN_BACK_HEADING
    assert page["N14"].value == "NIK harus 16 angka; Nomor HP tidak dikenal"


def test_the_returned_village_workbook_reads_as_the_same_rows(tmp_path):
    sheet, out = returned(
        EXAMPLES / "usulan-tanjungsari.xlsx", tmp_path / "out.xlsx", (14, "nik_format", "nik", "problem")
    )
    again = read(out)
    assert again.rows.drop("c13").equals(sheet.rows)
    assert again.ignored == sheet.ignored
    assert again.headings == (*sheet.headings, GIVEN_BACK_HEADING)


def test_a_cell_with_a_problem_and_a_warning_shows_the_problem(tmp_path):
    found = [(8, "phone_invalid", "nik", "warning"), (8, "nik_format", "nik", "problem")]
    _, out = returned(EXAMPLES / "usulan-tanjungsari.xlsx", tmp_path / "out.xlsx", *found)
    assert openpyxl.load_workbook(out).active["B8"].fill.fgColor.rgb == "FFFBE3E1"


def test_a_stray_empty_cell_in_the_last_corner_holds_up_nothing(tmp_path):
    source = xlsx(tmp_path / "a.xlsx", ["NIK", "Nama"], [NIK, "Ai"])
    with_formula(source, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    _, out = returned(source, tmp_path / "out.xlsx", (2, "nik_format", "nik", "problem"))
    assert read(out).rows.rows() == [(2, NIK, "Ai", "NIK harus 16 angka")]


def test_nik_cells_go_back_as_text_and_keep_the_mark_of_rounding(tmp_path):
    _, out = returned(EXAMPLES / "usulan-tanjungsari.xlsx", tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(out).active["B15"]
    assert (cell.value, cell.data_type, cell.number_format) == ("3214994106910000.0", "s", "@")


def test_a_second_report_shows_only_what_is_still_wrong(tmp_path):
    source = EXAMPLES / "usulan-tanjungsari.xlsx"
    _, first = returned(source, tmp_path / "1.xlsx", (14, "nik_format", "nik", "problem"))
    _, second = returned(first, tmp_path / "2.xlsx", (26, "name_missing", "name", "problem"))
    page = openpyxl.load_workbook(second).active
    assert page["B14"].fill.fill_type is None
    assert (page["N14"].value, page["N26"].value, page["O5"].value) == (None, "Nama kosong", None)


def test_a_field_under_another_heading_and_a_finding_of_the_whole_row_are_shown(tmp_path):
    found = [(6, "nik_format", "birth_on", "problem"), (7, "nik_format", None, "problem")]
    _, out = returned(EXAMPLES / "usulan-tanjungsari.xlsx", tmp_path / "out.xlsx", *found)
    page = openpyxl.load_workbook(out).active
    assert page["D6"].fill.fgColor.rgb == "FFFBE3E1"
    assert page["N7"].value == "NIK harus 16 angka"


@pytest.mark.parametrize("name", ["usulan-purwakarta.csv", "peserta-lama-tanjungsari.csv"])
def test_a_csv_goes_back_as_a_workbook_with_the_same_rows(tmp_path, name):
    sheet, out = returned(EXAMPLES / name, tmp_path / "out.xlsx", (3, "nik_format", "nik", "problem"))
    again = read(out)
    width = len(sheet.headings)
    assert again.rows.drop("sheet_row", f"c{width}").equals(sheet.rows.drop("sheet_row"))
    assert again.rows.get_column(f"c{width}")[1] == "NIK harus 16 angka"


def test_a_csv_given_back_has_coloured_text_cells(tmp_path):
    _, out = returned(
        EXAMPLES / "peserta-lama-tanjungsari.csv", tmp_path / "o.xlsx", (3, "nik_format", "nik", "problem")
    )
    cell = openpyxl.load_workbook(out).active["B3"]
    assert (cell.data_type, cell.fill.fgColor.rgb) == ("s", "FFFBE3E1")


def test_of_a_very_long_list_only_the_rows_with_findings_go_back(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("NIK,Nama\n" + f"{NIK},Ai\n" * 200_001)
    _, out = returned(path, tmp_path / "out.xlsx", (77, "nik_format", "nik", "problem"))
    assert read(out).rows.rows() == [(2, NIK, "Ai", "NIK harus 16 angka")]


def test_formulas_in_any_sheet_go_back_as_their_values(tmp_path):
    source = xlsx(
        tmp_path / "a.xlsx", ["NIK", "Nama", "Penghasilan"], [NIK, "Ai", "=500000+1"], [NIK, "=cmd|'/C calc'!A0"]
    )
    book = openpyxl.load_workbook(source)
    book.create_sheet("Lain")["A1"] = '=HYPERLINK("http://example.org")'
    book.save(source)
    _, out = returned(source, tmp_path / "out.xlsx")
    with zipfile.ZipFile(out) as archive:
        pages = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    assert len(pages) == 2
    assert not any(b"<f>" in page or b"<f " in page for page in pages)


def test_a_cached_value_of_a_formula_comes_back_as_that_value(tmp_path):
    source = xlsx(tmp_path / "a.xlsx", ["NIK", "Nama", "Penghasilan"], [NIK, "Ai", 7])
    with_formula(source, b"<v>7</v>", b"<f>3+4</f><v>7</v>")
    sheet, out = returned(source, tmp_path / "out.xlsx")
    assert read(out).rows.select("c0", "c1", "c2").equals(sheet.rows.select("c0", "c1", "c2"))
    assert sheet.rows.get_column("c2").item() == "7.0"


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-", "@SUM(A1)"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_text_that_looks_like_a_formula_goes_back_as_quoted_text(tmp_path, text, suffix):
    source = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        source.write_text(f"NIK,Nama\n{NIK},{text}\n")
    else:
        xlsx(source, ["NIK", "Nama"], [NIK, "X"])
        with_formula(source, b"<t>X</t>", f"<t>{text}</t>".encode())
    _, out = returned(source, tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(out).active["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (harmless(text), "s", True)
    assert read(out).rows.get_column("c1").item() == text, "sent again, it is the text that it was"


def with_formula(path, before, after):
    """Changes the sheet of a workbook, as a spreadsheet program or an attacker would have written it."""
    member = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert before in members[member]
    members[member] = members[member].replace(before, after)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
