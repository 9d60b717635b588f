"""Which rows are people: titles, sums, signatures and forms as offices write them."""

import pytest

from payung.intake.read import Unreadable, read

HEADING = "No;NIK;Nama;Tempat, Tgl Lahir;L/P;Alamat;No HP"
AI = "1;3214994409790001;Ai Rohmat;Pwk, 4 September 1979;P;Kp. Baru;081368465130"
TATI = "2;3214995705030001;Tati;Pwk, 17-05-2003;P;Kp. Baru;082184168176"


def sheet_of(tmp_path, *lines):
    path = tmp_path / "daftar.csv"
    path.write_text("\n".join([HEADING, *lines]))
    return read(path)


@pytest.mark.parametrize(
    "line",
    ["3;;Asep", ";;Asep Sunandar;;;Kp. Cikadu", ";32149;Asep", "3;belum ada;Asep;;;;", "3;;;Pwk, 4 Mei 1980;L;Kp;0812",
     ";3.21499E+15;;;;;", ";3214 9951 1089 0001;;;;;", "3;;Jumlah binti Udin;Pwk, 4 Mei 1980;P;;", ";;Asep;;;;",
     "3;;;;;Kp. Baru;tidak ada", ";;;Pwk, 4 Mei 1980;L;;", "3;;Lurah Sutisna;Bdg, 4-5-1980;L;Kp;081368465130"],
)  # fmt: skip
@pytest.mark.parametrize("last", [False, True])
def test_a_row_that_may_be_a_person_is_data(tmp_path, line, last):
    sheet = sheet_of(tmp_path, *([AI, TATI, line] if last else [AI, line, TATI]))
    assert sheet.rows.height == 3


@pytest.mark.parametrize(
    "line",
    [";Jumlah: 24 orang", "Jumlah;;24", "TOTAL;2;;;;", ";;JUMLAH TOTAL;;;;", "Sub Total;;2 orang", ";;Total : 2 org",
     "Jumlah peserta perempuan 2;;;;;;", ";;Jumlah seluruh pekerja;;;;"],
)  # fmt: skip
def test_a_sum_is_counted_as_a_sum(tmp_path, line):
    assert sheet_of(tmp_path, AI, TATI, line).ignored == {"total": 1}


@pytest.mark.parametrize(
    "lines",
    [
        [";;;;;Kepala Desa Tanjungsari;"],
        [";;;Purwakarta, 21 November 2025;;;", ";Mengetahui,;;Kepala Desa;;;", ";;;H. ASEP;;;"],
        [";;Mengetahui;;;;", ";;H. Asep Suhendar;;;Dede Sekdes;", ";NIP. 197001011990031001;;;;;"],
        [";Purwakarta, 21-11-2025;;;;;", ";;Sekretaris Desa;;;;", ";;Dede Kurnia;;;;"],
        [";Jumlah: 2;;;;;", ";;H. Asep Suhendar;;;;"],
    ],
)
def test_a_signature_block_holds_no_person(tmp_path, lines):
    sheet = sheet_of(tmp_path, AI, TATI, "", *lines)
    assert sheet.rows.height == 2
    assert sheet.ignored["signature"] + sheet.ignored.get("total", 0) == len(lines)


def test_headings_repeated_on_a_new_page_and_column_numbers_are_no_people(tmp_path):
    sheet = sheet_of(tmp_path, "1;2;3;4;5;6;7", AI, HEADING.upper(), TATI)
    assert sheet.rows.get_column("sheet_row").to_list() == [3, 5]
    assert sheet.ignored == {"repeated_header": 2}


def test_numbered_but_empty_lines_of_a_form_are_blank(tmp_path):
    sheet = sheet_of(tmp_path, AI, TATI, "3;;;;;;", "4.;;;;;;")
    assert sheet.ignored == {"blank": 2}


def test_a_group_title_between_people_is_no_person(tmp_path):
    assert sheet_of(tmp_path, "DUSUN I;;;;;;", AI, "DUSUN II;;;;;;", TATI).rows.height == 2


@pytest.mark.parametrize("closing", [";Jumlah: 2;;;;;", ";;Mengetahui,;;;;"])
def test_a_numbered_name_below_a_closing_line_is_still_a_person(tmp_path, closing):
    assert sheet_of(tmp_path, AI, TATI, closing, "3;;Asep Sunandar;;;;").rows.height == 3


def test_a_name_with_an_address_below_a_sum_is_still_a_person(tmp_path):
    assert sheet_of(tmp_path, AI, TATI, ";Jumlah: 2;;;;;", ";;Asep Sunandar;;;Kp. Cikadu;").rows.height == 3


def test_a_signature_at_the_foot_of_a_page_ends_nothing(tmp_path):
    sheet = sheet_of(tmp_path, AI, ";;Mengetahui,;;;;", ";;Asep Kurnia;;;;", TATI)
    assert sheet.rows.get_column("c2").to_list() == ["Ai Rohmat", "Asep Kurnia", "Tati"]


def test_a_sum_between_people_ends_nothing(tmp_path):
    sheet = sheet_of(tmp_path, AI, "Jumlah;;1", ";;Asep;;;Kp", TATI)
    assert sheet.rows.height == 3


def test_a_second_row_of_headings_is_part_of_the_headings(tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("NIK;Nama;Lahir di;;Alamat\n;;Tempat Lahir;Tgl Lahir;\n3214994409790001;Ai;Pwk;4-9-1979;Kp")
    sheet = read(path)
    assert sheet.headings == ("NIK", "Nama", "Tempat Lahir", "Tgl Lahir", "Alamat")
    assert (sheet.header_row, sheet.ignored) == (1, {"repeated_header": 1})


def test_headings_without_any_person_below_are_refused(tmp_path):
    with pytest.raises(Unreadable) as refusal:
        sheet_of(tmp_path, ";Jumlah: 0 orang")
    assert (refusal.value.code, refusal.value.facts) == ("no_rows", {"header_row": 1})
