"""What goes to BPJS: the columns of the mapping, numbers of people as text, nothing that computes."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from payung.exchange.write import write_rows
from payung.units.month import Month
from tests.exchange.files import OWN
from tests.lists import nik

WORKER = {
    "nik": nik(7), "name": '=HYPERLINK("http://x";"y")', "birth_on": date(1980, 5, 7), "sex": "L", "kpj": "01234567890",
    "phone": "081212340007", "income_idr": 1_000_000, "first_month": Month(2025, 11), "months": 2, "amount_idr": 33_600,
    "payment_code": "PYG-7F3K2", "mother_name": None,
}  # fmt: skip


def as_rows(content, kind):
    if kind == "csv":
        return [dict(row) for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_participant_file_has_the_columns_of_the_mapping_in_their_order(kind):
    (row,) = as_rows(write_rows(OWN.participants, [WORKER], kind), kind)
    assert list(row) == [column.heading for column in OWN.participants.columns]
    assert row["NIK"] == nik(7) and row["TGL_LAHIR"] == "07-05-1980" and row["HANDPHONE"] == "081212340007"
    assert row["PROGRAM"] == "JKK,JKM" and row["BULAN_IURAN_PERTAMA"] == "11-2025"
    assert int(row["PENGHASILAN"]) == 1_000_000 and not row["NAMA_IBU_KANDUNG"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_payment_file_names_code_number_and_whole_rupiah(kind):
    (row,) = as_rows(write_rows(OWN.payments, [WORKER], kind), kind)
    assert (row["KODE_IURAN"], row["KPJ"], int(row["JUMLAH_IURAN"])) == ("PYG-7F3K2", "01234567890", 33_600)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_name_that_looks_like_a_formula_computes_nothing(kind):
    (row,) = as_rows(write_rows(OWN.participants, [WORKER], kind), kind)
    assert row["NAMA"] == "'" + WORKER["name"]


def test_numbers_of_people_are_text_cells():
    sheet = openpyxl.load_workbook(io.BytesIO(write_rows(OWN.payments, [WORKER], "xlsx"))).active
    heads = [cell.value for cell in sheet[1]]
    for heading in ("NIK", "KPJ"):
        cell = sheet.cell(2, heads.index(heading) + 1)
        assert (cell.data_type, cell.number_format) == ("s", "@")
    assert sheet.cell(2, heads.index("JUMLAH_IURAN") + 1).data_type == "n"


def test_who_took_the_file_stands_in_its_properties_and_not_in_its_rows():
    content = write_rows(OWN.payments, [WORKER], "xlsx", mark="Diunduh Uji, nomor 12")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.properties.description == "Diunduh Uji, nomor 12" and book.active.max_row == 2
