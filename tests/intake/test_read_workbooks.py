"""Workbooks and parquet: cell types, several sheets, old and free formats."""

import datetime as dt

import openpyxl
import pandas as pd
import polars as pl
import pytest
import xlwt

from payung.intake.read import Unreadable, read

NIK = "3214994409790001"
LIST = [["NIK", "Nama", "Tgl Lahir"], [NIK, "Ai", "04/09/1979"]]


def book_of(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_cells_keep_what_their_type_was(tmp_path):
    row = [3214994106910000, True, dt.datetime(1979, 9, 4), 0.5, "0812"]
    path = book_of(tmp_path / "a.xlsx", {"A": [["NIK", "Nama", "Tgl Lahir", "Penghasilan", "No HP"], row]})
    assert read(path).rows.row(0) == (2, "3214994106910000.0", "TRUE", "1979-09-04", "0.5", "0812")


def test_the_sheet_with_the_list_is_taken_and_another_list_is_told(tmp_path):
    sheets = {"Petunjuk": [["Isi lembar Data"]], "Contoh": LIST, "Data": [*LIST, LIST[1]], "Rekap": [["Desa", 2]]}
    sheet = read(book_of(tmp_path / "a.xlsx", sheets))
    assert (sheet.sheet_name, sheet.rows.height) == ("Data", 2)
    assert sheet.sheet_names == ("Petunjuk", "Contoh", "Data", "Rekap")
    assert sheet.other_lists == ("Contoh",)


def test_a_list_that_starts_at_b3_keeps_its_rows_and_columns(tmp_path):
    rows = [[], [], [None, *LIST[0]], [None, *LIST[1]]]
    sheet = read(book_of(tmp_path / "a.xlsx", {"A": rows}))
    assert sheet.headings == ("", *LIST[0])
    assert sheet.rows.rows() == [(4, None, *LIST[1])]
    assert sheet.ignored == {"blank": 2}


def test_the_name_of_a_file_says_nothing_about_its_kind(tmp_path):
    path = book_of(tmp_path / "a.xlsx", {"A": LIST}).rename(tmp_path / "a.csv")
    assert read(path).kind == "xlsx"


def test_an_old_xls_is_read(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    for at, row in enumerate([*LIST, [3214994106910000.0, "Elis", ""]]):
        for column, value in enumerate(row):
            page.write(at, column, value)
    book.save(str(tmp_path / "a.xls"))
    sheet = read(tmp_path / "a.xls")
    assert sheet.kind == "xls"
    assert sheet.rows.rows() == [(2, *LIST[1]), (3, "3214994106910000.0", "Elis", None)]


def test_an_ods_is_read(tmp_path):
    frame = pd.DataFrame([*LIST, [3214994106910000, "Elis", None]])
    frame.to_excel(tmp_path / "a.ods", engine="odf", header=False, index=False)
    sheet = read(tmp_path / "a.ods")
    assert sheet.kind == "ods"
    assert sheet.rows.rows() == [(2, *LIST[1]), (3, "3214994106910000.0", "Elis", None)]


def test_parquet_gives_whole_numbers_as_digits_and_others_with_their_mark(tmp_path):
    day = dt.date(1979, 9, 4)
    frame = {"nik": [int(NIK), None], "nama": ["Ai", "Tati"], "tgl_lahir": [day, None], "penghasilan": [1050000.0, 0.5]}
    pl.DataFrame(frame).write_parquet(tmp_path / "a.parquet")
    sheet = read(tmp_path / "a.parquet")
    assert (sheet.kind, sheet.header_row) == ("parquet", 1)
    assert sheet.rows.rows() == [(2, NIK, "Ai", "1979-09-04", "1050000.0"), (3, None, "Tati", None, "0.5")]


@pytest.mark.parametrize("values", [[[1, 2]], [b"\x00"], [{"a": 1}]])
def test_a_parquet_column_that_is_no_plain_value_is_refused_by_its_number(tmp_path, values):
    pl.DataFrame({"nik": [NIK], "nama": values}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(Unreadable) as refusal:
        read(tmp_path / "a.parquet")
    assert refusal.value.code == "column_kind_unsupported"
    assert refusal.value.facts["column"] == 2
