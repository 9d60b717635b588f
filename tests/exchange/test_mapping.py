"""The mapping file: every mistake is named with its key, and the one that comes with the program is said to be unverified."""

from __future__ import annotations

import pytest

from payung.exchange.mapping import OWN_MAPPING, Mapping, mapping, own_or_given, read_mapping
from payung.units.refusal import Refused

TEXT = OWN_MAPPING.read_text("utf-8")


def found(text):
    problems = read_mapping(text)
    assert isinstance(problems, list), "the file was taken"
    return {(problem.where, problem.code) for problem in problems}


def test_the_mapping_that_comes_with_the_program_is_good_and_says_that_nobody_confirmed_it():
    own = mapping()
    assert isinstance(own, Mapping)
    assert not any(
        (
            own.participants.verified,
            own.payments.verified,
            own.payouts.verified,
            own.payout_results.verified,
            own.answers.verified,
            own.statement.verified,
        )
    )
    assert all(part.source for part in (own.participants, own.payments, own.answers, own.statement))


WRONG = [
    ('value = "nik"', 'value = "ktp"', "participants.columns[1].value", "file_wrong_value"),
    ('heading = "NAMA", value', 'heading = "nik", value', "participants", "file_wrong_value"),
    ('heading = "NIK", value = "nik"', 'value = "nik"', "participants.columns[1].heading", "file_missing_key"),
    (', value = "nik"', "", "participants.columns[1]", "file_wrong_value"),
    ('constant = "JKK,JKM"', 'constant = "JKK", value = "nik"', "participants.columns[13]", "file_wrong_value"),
    ("verified = false", 'verified = "no"', "participants.verified", "file_wrong_value"),
    ("nik = [", "nikk = [", "answers.nikk", "file_extra_forbidden"),
    ('accepted = ["Valid",', 'accepted = ["tidak valid",', "answers", "file_wrong_value"),
    ('kpj = ["KPJ", "NO_KPJ"', 'kpj = ["No. KPJ", "NO_KPJ"', "answers.kpj", "file_wrong_value"),
    ("[statement]", "[statements]", "statement", "file_missing_key"),
    ('booked_on = ["Tanggal"', 'booked_on = [" - "', "statement.booked_on[1]", "file_wrong_value"),
    ("[answers]", "[answers", "", "file_not_toml"),
]


@pytest.mark.parametrize(("old", "new", "where", "code"), WRONG, ids=lambda part: str(part)[:25])
def test_a_mistake_is_named_with_its_key(old, new, where, code):
    assert old in TEXT
    assert (where, code) in found(TEXT.replace(old, new, 1))


def test_all_mistakes_of_a_file_are_named_at_once_and_in_words(tmp_path):
    wrong = tmp_path / "pemetaan.toml"
    wrong.write_text(TEXT.replace('value = "nik"', 'value = "ktp"', 1).replace("nik = [", "nikk = [", 1), "utf-8")
    with pytest.raises(Refused) as refused:
        mapping(wrong)
    assert refused.value.code == "mapping_wrong" and refused.value.facts["path"] == "pemetaan.toml"
    for key in ("participants.columns[1].value", "answers.nikk", "answers.nik:"):
        assert key in refused.value.facts["mistakes"]


def test_a_mapping_file_that_was_mended_is_read_anew(tmp_path):
    file = tmp_path / "pemetaan.toml"
    file.write_text(TEXT, "utf-8")
    assert mapping(file).answers.verified is False
    file.write_text(TEXT.replace("verified = false", "verified = true"), "utf-8")
    assert mapping(file).answers.verified is True


def test_a_mapping_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(Refused) as refused:
        mapping(tmp_path / "hilang.toml")
    assert refused.value.code == "file_missing"


def test_the_file_that_the_installation_names_counts(tmp_path, settings):
    assert own_or_given() is mapping()
    (tmp_path / "own.toml").write_text(TEXT.replace('"NO_KPJ"', '"KARTU"'), "utf-8")
    settings.MAPPING_FILE = str(tmp_path / "own.toml")
    assert "KARTU" in own_or_given().answers.kpj
