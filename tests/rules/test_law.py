"""The law is data: read whole, refused when it has a gap, an unknown key or no source."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from payung.rules.law import LawError, LawUnknown, law, read_law

LAW = Path(__file__).parents[2] / "law"
GOOD = """title = { id = "Biaya", en = "Cost" }
unit = "idr"
note = { id = "paling banyak", en = "at most" }

[[values]]
from = 2021-01-01
value = 1
source = "PP 1/2021"
evidence = "press"
checked_on = 2026-11-22

[[values]]
from = 2022-01-01
value = 2
source = "PP 1/2022"
evidence = "law-text"
checked_on = 2026-11-22
"""


def written(folder, text):
    """The law of this house in a folder, but for one file."""
    shutil.copytree(LAW, folder, dirs_exist_ok=True)
    (folder / "death" / "burial.toml").write_text(text, "utf-8")
    return folder


def test_a_value_holds_until_the_next_begins(tmp_path):
    book = read_law(written(tmp_path, GOOD))
    on = {day: book.on("death/burial", day).value for day in (date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1))}
    assert list(on.values()) == [1, 1, 2]


def test_the_day_before_the_evidence_is_unknown_not_zero(tmp_path):
    with pytest.raises(LawUnknown) as unknown:
        read_law(written(tmp_path, GOOD)).on("death/burial", date(2020, 12, 31))
    assert unknown.value.known_from == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('unit = "idr"\n', ""),
        ('unit = "idr"', 'unit = "idr"\nremark = "x"'),
        ('source = "PP 1/2022"\n', ""),
        ('source = "PP 1/2022"', 'source = " "'),
        ('evidence = "law-text"', 'evidence = "hearsay"'),
        ("checked_on = 2026-11-22\n\n", "\n"),
        ("value = 2", "value = 2\nvalues = 3"),
        ("value = 2\n", ""),
        ("from = 2022-01-01", "from = 2021-01-01"),
        ("from = 2022-01-01", "from = 2020-01-01"),
        ("from = 2022-01-01", "from 2022"),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_refused_by_name(tmp_path, wrong, right):
    assert wrong in GOOD
    with pytest.raises(LawError, match=r"burial\.toml"):
        read_law(written(tmp_path, GOOD.replace(wrong, right, 1)))


@pytest.mark.parametrize("given", ['"2022-01-01"', "2022", "true", "2022-01-01T00:00:00"])
def test_a_value_begins_on_a_day(tmp_path, given):
    with pytest.raises(LawError, match=r"burial\.toml"):
        read_law(written(tmp_path, GOOD.replace("from = 2022-01-01", f"from = {given}")))


def test_a_concept_without_values_is_refused(tmp_path):
    with pytest.raises(LawError, match=r"burial\.toml:1: at least one"):
        read_law(written(tmp_path, 'title = { id = "B", en = "C" }\nunit = "idr"\nvalues = []\n'))


def test_a_folder_without_law_is_refused(tmp_path):
    with pytest.raises(LawError):
        read_law(tmp_path)


def test_the_law_of_this_house_names_a_source_and_a_day_for_every_value():
    values = [value for history in law().values.values() for value in history]
    assert len(law().values) >= 20
    assert all(isinstance(value.starts, date) and isinstance(value.checked_on, date) for value in values)


def test_the_fingerprint_of_the_law_changes_with_any_value(tmp_path):
    one = read_law(written(tmp_path, GOOD)).digest
    assert read_law(written(tmp_path, GOOD.replace("value = 2", "value = 3"))).digest != one
    assert read_law(written(tmp_path, GOOD)).digest == one


UNTIL = GOOD.replace("value = 1\n", "value = 1\nuntil = 2022-01-01\n", 1)


def test_an_end_that_is_the_next_beginning_is_fine(tmp_path):
    assert len(read_law(written(tmp_path, UNTIL)).values["death/burial"]) == 2


@pytest.mark.parametrize(
    ("right", "wrong", "line", "says"),
    [
        ("until = 2022-01-01", "until = 2021-12-31", 8, "gap"),
        ("until = 2022-01-01", "until = 2022-01-02", 8, "overlap"),
        ("from = 2022-01-01", "from = 2020-01-01", 14, "oldest first"),
        ('evidence = "law-text"', 'evidence = "hearsay"', 17, "hearsay"),
        ("value = 2", "value = 2\nnote = 3", 16, "note"),
        ('source = "PP 1/2022"\n', "", 13, "source"),
        ("value = 2", "value = 2.5", 15, "whole"),
        ("value = 2", "value = -2", 15, "not negative"),
        ("value = 2", "value = [{ a = 1 }, { a = 1, b = 2 }]", 15, "same keys"),
        ("value = 2\n", "value = 2\nuntil = 2030-01-01\n", 16, "nothing follows"),
        ("value = 2", "value 2", 15, "not TOML"),
        ('unit = "idr"', 'unit = "idr"\nremark = "x"', 3, "remark"),
        ('title = { id = "Biaya", en = "Cost" }', 'title = "Biaya"', 1, "title is said in each language"),
        ('en = "Cost"', 'en = " "', 1, "title is said in each language"),
        (', en = "at most"', "", 3, "note is said in each language"),
        (', en = "at most"', ', en = "at most", nl = "x"', 3, "note is said in each language"),
        ('unit = "idr"', 'unit = "rupiah"', 2, "unit is one of idr, .*rupiah"),
        ('unit = "idr"', "unit = 1", 2, "unit is one of"),
        ('unit = "idr"', 'unit = "table"', 7, "not a value in table: 1"),
        ("value = 2", 'value = "2"', 15, "not a value in idr"),
        ("value = 2", "value = true", 15, "not a value in idr"),
        ("value = 2", 'value = [{ name = "Ibu jari" }]', 15, "a name is said in each language"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path, right, wrong, line, says):
    assert right in UNTIL
    with pytest.raises(LawError, match=rf"burial\.toml:{line}: .*{says}"):
        read_law(written(tmp_path, UNTIL.replace(right, wrong, 1)))


def test_a_concept_that_nobody_has_written_down_is_named():
    with pytest.raises(LawError, match=r"death/flowers\.toml"):
        law().on("death/flowers", date(2025, 1, 1))


def test_a_concept_is_called_and_counted_in_both_languages(tmp_path):
    title = read_law(written(tmp_path, GOOD)).titles["death/burial"]
    assert (title.title["id"], title.counted_in("id")) == ("Biaya", "rupiah, paling banyak")
    assert (title.title["en"], title.counted_in("en")) == ("Cost", "rupiah, at most")
