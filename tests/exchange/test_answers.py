"""What BPJS sends back: every row becomes an answer, a problem or one that says nothing, and none is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from payung.exchange.answers import read_answers
from payung.intake.read import Unreadable
from payung.units.refusal import Refused
from tests.exchange.files import OWN, as_csv, as_xlsx
from tests.lists import nik

HEAD = ["No", "NIK", "Nama", "KPJ", "Status", "Keterangan"]


def row(number, kpj="", status="Valid", why="", **changes):
    return [number, changes.get("nik", nik(number)), f"PEKERJA {number}", kpj, status, why]


def read(tmp_path, rows, write=as_csv, name="balasan.csv"):
    return read_answers(write(tmp_path / name, rows), OWN.answers)


def test_each_worker_has_a_number_or_a_refusal_with_its_reason(tmp_path):
    rows = [["Balasan BPJS"], HEAD, row(1, "12345678901"), row(2, "", "Tidak Valid", "Usia di atas 65 tahun"), row(3)]
    found = read(tmp_path, rows)
    assert [(a.row, a.nik, a.kpj, a.refused_why) for a in found.answers] == [
        (3, nik(1), "12345678901", None),
        (4, nik(2), None, "Usia di atas 65 tahun"),
        (5, nik(3), None, None),
    ]
    assert not found.problems and [(w.code, w.where) for w in found.warnings] == [("answer_without_kpj", "5")]


PROBLEMS = [
    (row(1, "12345678901", nik="3214"), "answer_nik_wrong"),
    (row(1, "12345678901", nik=""), "answer_nik_wrong"),
    (row(1, "12345678901", "Mungkin"), "answer_status_unknown"),
    (row(1, "12345678901", "Ditolak"), "answer_says_both"),
    (row(1, "", ""), "answer_says_nothing"),
    (row(1, "1+1"), "answer_kpj_wrong"),
]


@pytest.mark.parametrize(("wrong", "code"), PROBLEMS, ids=lambda part: part if isinstance(part, str) else "")
def test_a_row_that_cannot_be_understood_is_a_problem_that_names_its_row(tmp_path, wrong, code):
    found = read(tmp_path, [HEAD, row(2, "12345678902"), wrong])
    assert [(p.code, p.where) for p in found.problems] == [(code, "3")] and len(found.answers) == 1


def test_a_number_of_another_length_is_told_and_kept(tmp_path):
    found = read(tmp_path, [HEAD, row(1, "1234567890")])
    assert found.answers[0].kpj == "1234567890"
    assert [(w.code, w.facts["digits"]) for w in found.warnings] == [("answer_kpj_unusual", 10)]


def test_a_nik_that_went_through_a_number_cell_is_no_answer_for_anybody(tmp_path):
    rows = [HEAD, [1, int(nik(1)), "X", "12345678901", "Valid", ""], row(2, 12345678902)]
    found = read(tmp_path, rows, as_xlsx, "balasan.xlsx")
    assert [p.code for p in found.problems] == ["answer_nik_was_number"]
    assert [a.kpj for a in found.answers] == ["12345678902"]


def test_a_worker_in_two_rows_and_a_number_of_two_workers_are_no_answers(tmp_path):
    rows = [HEAD, row(1, "12345678901"), row(1, "12345678909"), row(2, "12345678902"), row(3, "12345678902"), row(4)]
    found = read(tmp_path, rows)
    assert Counter(p.code for p in found.problems) == {"answer_twice": 2, "answer_kpj_of_two": 2}
    assert [a.nik for a in found.answers] == [nik(4)]


def test_every_row_below_the_headings_is_accounted_for(tmp_path):
    rows = [
        HEAD,
        row(1, "12345678901"),
        ["", "", "", "", "", ""],
        HEAD,
        row(2, nik="x"),
        ["", "", "Mengetahui, kepala cabang", "", "", ""],
    ]
    found = read(tmp_path, rows)
    assert found.rows == 5 and found.ignored == {"blank": 1, "repeated_header": 1, "note": 1}


def test_without_a_status_the_number_or_the_reason_decides(tmp_path):
    rows = [["nik", "no kpj", "alasan"], [nik(1), "12345678901", ""], [nik(2), "", "NIK tidak cocok"], [nik(3), "", ""]]
    found = read(tmp_path, rows)
    assert [(a.kpj, a.refused_why) for a in found.answers] == [("12345678901", None), (None, "NIK tidak cocok")]
    assert [(p.code, p.where) for p in found.problems] == [("answer_says_nothing", "4")]


@pytest.mark.parametrize("missing", ["NIK", "KPJ"])
def test_changed_columns_are_one_refusal_that_names_the_missing_and_the_found(tmp_path, missing):
    head = ["Kolom baru" if each == missing else each for each in HEAD]
    with pytest.raises(Refused) as refused:
        read(tmp_path, [["Balasan"], head, row(1, "12345678901")])
    assert refused.value.code == "columns_changed"
    assert refused.value.facts["missing"].startswith(missing) and refused.value.facts["row"] == 2
    assert "Kolom baru" in refused.value.facts["found"] and "Nama" in refused.value.facts["found"]


def test_a_file_without_headings_is_refused_without_showing_a_number_of_anybody(tmp_path):
    with pytest.raises(Refused) as refused:
        read(tmp_path, [row(1, "12345678901"), row(2, "12345678902")])
    assert nik(1) not in str(refused.value.facts) and "12345678901" not in str(refused.value.facts)


def test_a_heading_that_stands_there_twice_is_refused(tmp_path):
    with pytest.raises(Refused) as refused:
        read(tmp_path, [["NIK", "KPJ", "N I K"], [nik(1), "12345678901", nik(2)]])
    assert (refused.value.code, refused.value.facts["heading"]) == ("columns_twice", "NIK")


def test_a_file_that_is_no_table_is_said_to_be_none(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(Unreadable):
        read_answers(tmp_path / "a.csv", OWN.answers)


def test_the_same_answers_under_another_name_and_in_another_kind_have_the_same_fingerprint(tmp_path):
    rows = [HEAD, row(1, "12345678901"), row(2, "", "Ditolak", "Usia")]
    first, second = read(tmp_path, rows), read(tmp_path, rows, as_xlsx, "lain.xlsx")
    other = read(tmp_path, [HEAD, row(1, "12345678901"), row(2, "", "Ditolak", "NIK")], name="c.csv")
    assert first.fingerprint == second.fingerprint != other.fingerprint
