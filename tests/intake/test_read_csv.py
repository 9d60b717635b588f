"""Text files: delimiters, encodings, quotes and ragged lines."""

import pytest

from payung.intake.read import Limits, Unreadable, read

NIK = "3214994409790001"


def csv(tmp_path, content):
    path = tmp_path / "daftar.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_of_the_four_delimiters_is_found(tmp_path, delimiter):
    lines = [
        ["NIK", "Nama", "Alamat"],
        [NIK, "Ai, Rohmat" if delimiter != "," else "Ai", "Kp; Baru" if delimiter == "," else "Kp"],
    ]
    sheet = read(csv(tmp_path, "\n".join(delimiter.join(line) for line in lines)))
    assert sheet.delimiter == delimiter
    assert sheet.rows.row(0) == (2, *lines[1])


@pytest.mark.parametrize(
    ("codec", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("windows-1252", "windows-1252")],
)
def test_the_encoding_is_found(tmp_path, codec, told):
    sheet = read(csv(tmp_path, f"NIK;Nama\r\n{NIK};Andr\u00e9 Sutisna\r\n".encode(codec)))
    assert sheet.encoding == told
    assert sheet.headings == ("NIK", "Nama")
    assert sheet.rows.row(0) == (2, NIK, "Andr\u00e9 Sutisna")


def test_utf_16_in_big_endian_order_is_read(tmp_path):
    content = b"\xfe\xff" + f"NIK\tNama\n{NIK}\tAi".encode("utf-16-be")
    assert read(csv(tmp_path, content)).rows.row(0) == (2, NIK, "Ai")


def test_a_decomposed_letter_is_composed(tmp_path):
    assert read(csv(tmp_path, f"NIK,Nama\n{NIK},Andre\u0301")).rows.row(0)[2] == "Andr\u00e9"


def test_a_line_break_in_quotes_belongs_to_the_cell_and_rows_count_as_in_excel(tmp_path):
    sheet = read(csv(tmp_path, f'NIK,Nama,Alamat\n{NIK},Ai,"Kp. Baru\nRT 1"\n\n{NIK},"Eneng ""Neng""",Kp'))
    assert sheet.rows.rows() == [(2, NIK, "Ai", "Kp. Baru\nRT 1"), (4, NIK, 'Eneng "Neng"', "Kp")]
    assert sheet.ignored == {"blank": 1}


@pytest.mark.parametrize("others", [1, 3, 40])
def test_a_quote_never_closed_swallows_no_other_row(tmp_path, others):
    people = "\n".join(f"{NIK},Orang {n},x" for n in range(others))
    assert read(csv(tmp_path, f'NIK,Nama,Alamat\n{NIK},"Ai,x\n{people}')).rows.height == others + 1


@pytest.mark.parametrize("others", [1, 3, 40])
@pytest.mark.parametrize("closing", ['"Tati,x', 'Tati,"x', '"Tati",""x'])
def test_two_quotes_never_closed_swallow_no_row_between_them(tmp_path, others, closing):
    people = "\n".join(f"{NIK},Orang {n},x" for n in range(others))
    content = f'NIK,Nama,Alamat\n{NIK},"Ai,x\n{people}\n{NIK},{closing}\n'
    assert read(csv(tmp_path, content)).rows.height == others + 2


def test_a_quote_inside_a_cell_is_a_sign_like_any_other(tmp_path):
    sheet = read(csv(tmp_path, f'NIK,Nama,Alamat\n{NIK},Ai,Gg 5" kiri\n{NIK},Tati,Gg 6" kanan\n{NIK},"Neng",x\n'))
    assert sheet.rows.get_column("c2").to_list() == ['Gg 5" kiri', 'Gg 6" kanan', "x"]


def test_quotes_put_wrongly_in_several_rows_join_no_rows(tmp_path):
    # polars reads these three people as one row and does not complain
    people = [f'{NIK},"Ai,""', f'{NIK},"Kp ""x""",x "y"', f'{NIK},Ai","Kp ""x"""']
    sheet = read(csv(tmp_path, "NIK,Nama,Alamat\n" + "\n".join(people) + "\n"))
    assert sheet.rows.get_column("sheet_row").to_list() == [2, 3, 4]


def test_utf_16_without_its_mark_is_read(tmp_path):
    content = f'NIK,Nama\n{NIK},"Ai, Hj"\n'.encode("utf-16-le")
    assert read(csv(tmp_path, content)).rows.rows() == [(2, NIK, "Ai, Hj")]


def test_a_short_line_is_filled_with_nulls_and_a_long_one_widens_the_sheet(tmp_path):
    sheet = read(csv(tmp_path, "NIK,Nama,Alamat\n" + f"{NIK},Ai\n" * 60 + f"{NIK},Tati,Kp,lagi,\n"))
    assert sheet.headings == ("NIK", "Nama", "Alamat", "")
    assert sheet.rows.row(0) == (2, NIK, "Ai", None, None)
    assert sheet.rows.row(60) == (62, NIK, "Tati", "Kp", "lagi")


def test_old_line_ends_and_nul_bytes_leave_no_trace(tmp_path):
    sheet = read(csv(tmp_path, f"NIK,Nama\r{NIK},A\0i \r".encode()))
    assert sheet.rows.rows() == [(2, NIK, "Ai")]


def test_a_lone_surrogate_becomes_a_replacement_sign(tmp_path):
    sheet = read(csv(tmp_path, f"NIK,Nama\n{NIK},A".encode() + b"\xed\xa0\x80\n"))
    assert sheet.rows.row(0)[2].startswith("A\ufffd")


def test_a_line_that_names_the_delimiter_is_a_title(tmp_path):
    sheet = read(csv(tmp_path, f"sep=;\nNIK;Nama\n{NIK};Ai\n"))
    assert (sheet.header_row, sheet.ignored) == (2, {"title": 1})


def test_blank_lines_before_the_headings_count_as_rows(tmp_path):
    sheet = read(csv(tmp_path, f"\n\nNIK,Nama\n{NIK},Ai\n"))
    assert (sheet.header_row, sheet.rows.row(0)[0], sheet.ignored) == (3, 4, {"blank": 2})


def test_more_rows_than_the_limit_are_refused(tmp_path):
    with pytest.raises(Unreadable) as refusal:
        read(csv(tmp_path, "NIK,Nama\n" + f"{NIK},Ai\n" * 5), limits=Limits(rows=5))
    assert refusal.value.code == "too_many_rows"
