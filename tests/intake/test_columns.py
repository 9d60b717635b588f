"""Headings of offices and the fields they name."""

from pathlib import Path

import pytest

from payung.intake.columns import FIELDS, apply, understand
from payung.intake.read import read

EXAMPLES = Path(__file__).parents[2] / "examples" / "purwakarta"

SPELLINGS = {
    "number": ["No", "No.", "NO", "Nomor", "no urut"],
    "nik": [
        "NIK",
        "N.I.K",
        "No KTP",
        "No. KTP",
        "nik_ktp",
        "No NIK",
        "Nomor Induk Kependudukan",
        "NIK (16 digit)",
        "NoKTP",
    ],
    "name": ["Nama", "NAMA PESERTA", "Nama Lengkap", "nama sesuai KTP", "Nama Pekerja", "nama_lengkap", "NamaLengkap"],
    "birth_place_and_on": ["Tempat, Tgl Lahir", "TTL", "Tempat/Tanggal Lahir", "Tempat dan Tanggal Lahir"],
    "birth_place": ["Tempat Lahir", "TMP_LAHIR"],
    "birth_on": ["Tgl Lahir", "Tanggal Lahir", "TGL LAHIR", "tgl_lahir", "Tgl. Lahir (dd/mm/yyyy)"],
    "sex": ["L/P", "JK", "Jenis Kelamin", "Kelamin", "Gender", "Jenis Kelamin (L/P)"],
    "rt_rw": ["RT/RW"],
    "village_code": ["Kode Desa", "kode_desa", "Kode Wilayah", "kode kelurahan"],
    "village_name": ["Desa", "Nama Desa", "Kelurahan", "Desa/Kelurahan"],
    "occupation": ["Pekerjaan", "Jenis Pekerjaan", "Profesi"],
    "phone": ["No. HP", "No HP", "Telepon", "no_hp", "No WA", "Nomor Handphone"],
    "mother_name": ["Nama Ibu Kandung", "Ibu Kandung"],
    "income": ["Penghasilan", "Penghasilan/bln", "Penghasilan per bulan", "Pendapatan", "Penghasilan (Rp)"],
    "heir_name": ["Nama Ahli Waris", "Ahli Waris"],
    "heir_relation": ["Hubungan", "Hubungan Ahli Waris", "Hub. Keluarga"],
    "kk": ["No KK", "Nomor KK", "Kartu Keluarga"],
    "decile": ["Desil", "Desil DTSEN"],
    "kpj": ["KPJ", "No KPJ", "Nomor Peserta"],
    "member_since": ["Mulai Kepesertaan", "TMT", "Tanggal Mulai"],
}


@pytest.mark.parametrize(("field", "heading"), [(f, h) for f, headings in SPELLINGS.items() for h in headings])
def test_a_usual_heading_names_its_field_for_sure(field, heading):
    mapping = understand([heading])
    assert mapping.by_column == (field,)
    assert mapping.doubtful == ()


@pytest.mark.parametrize(
    "heading",
    ["NIK Ahli Waris", "Nama Ayah", "Nama Kepala Keluarga", "No HP Ahli Waris", "No. Rekening", "Nama Petugas", "",
     "Tanggal Lahir Ahli Waris", "NIK Ibu", "Keterangan Payung", "Umur", "Nama Bank"],
)  # fmt: skip
def test_a_heading_about_somebody_else_names_no_field(heading):
    assert understand([heading]).by_column == (None,)


def test_an_unusual_heading_is_a_doubtful_guess():
    mapping = understand(["NIK versi kecamatan lama baru", "Nomor NIK pendaftar"])
    assert mapping.by_column == (None, "nik")
    assert mapping.doubtful == (1,)


def test_a_second_address_stays_unused_and_is_told():
    mapping = understand(["NIK", "Nama", "Alamat", "Alamat Domisili"])
    assert mapping.by_column == ("nik", "name", "address", None)
    assert mapping.duplicates == ((3, "address"),)
    assert mapping.problems() == []


def test_two_nik_columns_are_left_for_a_person_to_settle():
    mapping = understand(["NIK", "Nama", "No KTP"])
    assert mapping.problems() == ["field_mapped_twice"]
    assert mapping.with_changes({2: None}).problems() == []


def test_missing_nik_and_name_are_both_named():
    assert understand(["Alamat"]).problems() == ["nik_column_missing", "name_column_missing"]


def test_the_clerk_maps_a_column_anew():
    mapping = understand(["NIK", "Sebutan"]).with_changes({1: "name"})
    assert mapping.by_column == ("nik", "name")
    with pytest.raises(ValueError, match="no column"):
        mapping.with_changes({1: "shoe_size"})


def test_apply_gives_every_field_in_order_and_null_where_absent():
    sheet = read(EXAMPLES / "csr-taekwang.xlsx")
    frame = apply(sheet, understand(sheet.headings))
    assert frame.columns == ["sheet_row", *FIELDS]
    assert frame.get_column("birth_on")[0] == "1995-09-24"
    assert frame.get_column("phone").null_count() == 312
