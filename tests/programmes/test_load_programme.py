"""A programme file is judged as a whole: every mistake is named with its key, and with one mistake nothing is loaded."""

import pytest

from payung.funding.models import FundingLine
from payung.programmes.models import Programme, Quota, Workforce
from payung.units.refusal import Refused
from tests.lists import PONDOKSALAM, line, shared_out, write_programme


@pytest.fixture
def text(tmp_path):
    """A good programme file of two lines with a workforce count beside it."""
    lines = line("utama", 120, more=shared_out(10)), line("csr", 30, kind="csr", months=3)
    return write_programme(tmp_path / "p.toml", *lines, eligible=range(50, 61)).read_text("utf-8")


def found(loaded):
    return {(problem.where, problem.code) for problem in loaded.problems}


def nothing_was_loaded():
    return not (
        Programme.objects.exists()
        or FundingLine.objects.exists()
        or Quota.objects.exists()
        or Workforce.objects.exists()
    )


def test_a_good_file_is_loaded_whole(load, text):
    loaded = load(text)
    assert loaded.changed and not loaded.problems
    assert Programme.objects.count() == 1 and FundingLine.objects.count() == 2
    assert Workforce.objects.count() == 11 and Quota.objects.count() == 13


WRONG = [
    ('code = "uji"', 'code = "Uji!"', "code", "file_wrong_value"),
    ('name = "Program uji"\n', "", "name", "file_missing_key"),
    ('name = "Program uji"', 'name = "Program uji"\nnama = "x"', "nama", "file_extra_forbidden"),
    ('region = "32.14.16"', 'region = "32.14.99"', "region", "region_unknown"),
    ('region = "32.14.16"', 'region = "Purwakarta"', "region", "file_wrong_value"),
    ('region = "32.14.16"', 'region = "32.14.16.2005"', "region", "file_wrong_value"),
    ("village_target = 100", 'village_target = "100"', "village_target", "file_wrong_value"),
    ("village_target = 100", "village_target = 0", "village_target", "file_wrong_value"),
    ("income_idr = 1_000_000", "income_idr = -1", "package.income_idr", "file_wrong_value"),
    ("income_idr = 1_000_000", "incom_idr = 1", "package.incom_idr", "file_extra_forbidden"),
    ("counted_on = 2025-11-20", 'counted_on = "kemarin"', "workforce.counted_on", "file_wrong_value"),
    ('file = "pekerja.csv"', 'file = "hilang.csv"', "workforce.file", "workforce_file_missing"),
    ('kind = "csr"', 'kind = "bank"', "lines[2].kind", "file_wrong_value"),
    ("places = 30", "places = 0", "lines[2].places", "file_wrong_value"),
    ("places = 30", "places = 30.5", "lines[2].places", "file_wrong_value"),
    ("places = 30", "places = true", "lines[2].places", "file_wrong_value"),
    ("months = 3", "months = 0", "lines[2].months", "file_wrong_value"),
    ('first_month = "2025-11"', 'first_month = "2025-13"', "lines[1].first_month", "file_wrong_value"),
    ('first_month = "2025-11"', 'first_month = "2021-10"', "lines[1].first_month", "term_before_the_law"),
    ('code = "csr"', 'code = "utama"', "lines[2].code", "line_code_repeated"),
    ("base = 10", "base = 11", "lines[1].quota.base", "base_exceeds_places"),
    ("base = 10", "base = -1", "lines[1].quota.base", "file_wrong_value"),
    ('"largest-remainder"', '"by-hand"', "lines[1].quota.remainder", "file_wrong_value"),
    ('weight = "eligible"', 'weight = "votes"', "lines[1].quota.weight", "file_wrong_value"),
    ("months = 2", "months = 2\nexisting = true", "lines[1].quota", "quota_on_existing_line"),
    ("[package]", "[eligibility]\ndecile_at_most = 11\n[package]", "eligibility.decile_at_most", "file_wrong_value"),
    ("[package]", '[eligibility]\noccupations = ["astronot"]\n[package]', "eligibility.occupations", "occupation_not_known"),
    ("[package]", "[package", "", "file_not_toml"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "where", "code"), WRONG, ids=lambda part: str(part)[:40])
def test_a_mistake_is_named_with_its_key_and_nothing_is_loaded(load, text, right, wrong, where, code):
    assert right in text
    assert (where, code) in found(load(text.replace(right, wrong, 1)))
    assert nothing_was_loaded()


def test_every_mistake_is_named_at_once(load, text):
    wrong = (
        text.replace('name = "Program uji"\n', "x = 1\n")
        .replace("places = 30", "places = 0")
        .replace('kind = "csr"', "")
    )
    assert found(load(wrong)) == {
        ("name", "file_missing_key"), ("x", "file_extra_forbidden"), ("lines[2].places", "file_wrong_value"),
        ("lines[2].kind", "file_missing_key"),
    }  # fmt: skip


def test_mistakes_of_meaning_and_of_the_count_are_named_together(load, text, tmp_path):
    (tmp_path / "pekerja.csv").write_text("kode,pekerja,peserta\n32.14.16.2001,10,11\n32.14.16.9999,5,1\nx\n", "utf-8")
    wrong = text.replace('code = "csr"', 'code = "utama"').replace("base = 10", "base = 11")
    assert found(load(wrong)) == {
        ("lines[2].code", "line_code_repeated"), ("lines[1].quota.base", "base_exceeds_places"),
        ("pekerja.csv:2", "workforce_covers_too_many"), ("pekerja.csv:3", "workforce_village_unknown"),
        ("pekerja.csv:4", "workforce_row_short"),
    }  # fmt: skip


def test_weights_without_a_count_are_a_mistake(load, tmp_path):
    path = write_programme(tmp_path / "p.toml", line("utama", 120, more=shared_out(10)))
    assert found(load(path.read_text("utf-8"))) == {("lines[1].quota.weight", "weight_without_workforce")}


def test_a_remainder_that_nobody_weighs_is_refused_and_nothing_is_loaded(load, tmp_path):
    path = write_programme(tmp_path / "p.toml", line("utama", 120, more=shared_out(10)), eligible=[0] * 11)
    with pytest.raises(Refused) as refused:
        load(path.read_text("utf-8"))
    assert refused.value.code == "weights_missing" and nothing_was_loaded()


def state():
    return [sorted(model.objects.values_list()) for model in (FundingLine, Quota, Workforce)]


def test_loading_twice_changes_nothing(load, text):
    load(text)
    before = state()
    again = load(text)
    assert not again.changed and again.programme and state() == before


def take(code, region, number):
    Quota.objects.filter(line__code=code, region=region).update(taken=number)


def test_places_may_be_added_where_some_are_taken(load, text):
    load(text)
    take("csr", "32.14.16", 30)
    assert load(text.replace("places = 30", "places = 31")).changed
    assert Quota.objects.get(line__code="csr").left == 1


def test_places_that_somebody_holds_cannot_be_taken_back(load, text):
    load(text)
    take("csr", "32.14.16", 30)
    with pytest.raises(Refused) as refused:
        load(text.replace("places = 30", "places = 29").replace("Program uji", "Lain"))
    assert (refused.value.code, refused.value.facts["regions"]) == ("places_below_taken", "32.14.16")
    assert Programme.objects.get().name == "Program uji", "nothing of the file is loaded"


def test_places_of_a_village_that_somebody_holds_cannot_be_taken_back(load, text):
    load(text)
    take("utama", PONDOKSALAM[-1], Quota.objects.get(region=PONDOKSALAM[-1]).places)
    with pytest.raises(Refused) as refused:
        load(text.replace("places = 120", "places = 110"))
    assert (refused.value.code, refused.value.facts["regions"]) == ("places_below_taken", PONDOKSALAM[-1])


def test_a_line_belongs_to_one_programme(load, text):
    load(text)
    loaded = load(text.replace('code = "uji"', 'code = "lain"'))
    assert found(loaded) == {
        ("lines[1].code", "line_of_another_programme"),
        ("lines[2].code", "line_of_another_programme"),
    }
    assert Programme.objects.count() == 1


@pytest.mark.parametrize(("right", "wrong"), [('kind = "csr"', 'kind = "zakat"'), ("months = 3", "months = 4")])
def test_a_line_in_use_keeps_its_payer_kind_and_its_months(load, text, right, wrong):
    load(text)
    assert load(text.replace(right, wrong)).changed, "nobody holds a place on it yet"
    take("csr", "32.14.16", 1)
    assert ("lines[2]", "line_in_use") in found(load(text))


def test_a_planner_is_told_before_the_money_is_spent_that_two_months_never_reach_the_full_benefit(load, text):
    (advice,) = load(text).advice
    assert (advice.where, advice.code) == ("lines[1].months", "term_too_short_for_full_benefit")
    assert (advice.facts["short"], advice.facts["part"], advice.facts["full"]) == (1, "Rp10.000.000", "Rp42.000.000")


def test_three_months_need_no_advice(load, text):
    assert load(text.replace("months = 2", "months = 3")).advice == []


def test_existing_members_need_no_advice(load, tmp_path):
    path = write_programme(tmp_path / "p.toml", line("lama", 5, more="existing = true"))
    assert load(path.read_text("utf-8")).advice == []


def test_the_places_of_a_file_are_shared_out_over_all_villages_of_its_region(load, text):
    load(text)
    quotas = dict(Quota.objects.filter(line__code="utama").values_list("region", "places"))
    assert set(quotas) == {"32.14.16", *PONDOKSALAM}
    assert quotas.pop("32.14.16") == sum(quotas.values()) == 120 and min(quotas.values()) >= 10


def test_a_line_without_a_rule_is_one_pool(load, text):
    load(text)
    assert list(Quota.objects.filter(line__code="csr").values_list("region", "places")) == [("32.14.16", 30)]
