"""How deadlines and terms are told: each line with its count in words, its article and how well it is known."""

from datetime import date, datetime

import pytest

from payung.rules.deadline import deadlines
from payung.rules.law import law
from payung.rules.read import JAKARTA
from payung.rules.term import advise, planned_term
from payung.rules.told import day_told, deadlines_told, runs, term_told
from payung.units.month import Month

ACCIDENT = datetime(2025, 11, 21, 8, 0, tzinfo=JAKARTA)


def days(kind="jkk", language="id", **asked):
    return [day_told(each, language) for each in deadlines(law(), kind, **asked).days]


def advice(months=4, first="2026-11", **more):
    return advise(law(), planned_term(Month.parse(first), months), **{"payer_kind": "self", **more})


COUNTED = [
    ("id", "jkm", {"complete_on": date(2026, 3, 16)}, "3 hari kerja setelah 16 Maret 2026, 5 hari libur dilewati"),
    ("en", "jkm", {"complete_on": date(2026, 3, 16)}, "3 working days after 16 March 2026, 5 days off passed over"),
    ("id", "jkk", {"happened_at": ACCIDENT}, "48 jam setelah 21 November 2025 08:00"),
    ("id", "jkm", {"happened_at": ACCIDENT}, "tanpa batas waktu"),
    ("en", "jkm", {"last_paid": Month(2025, 5)}, "3 months without contribution after May 2025"),
]


@pytest.mark.parametrize(("language", "kind", "asked", "formula"), COUNTED)
def test_a_deadline_says_how_it_was_counted(language, kind, asked, formula):
    first = days(kind, language, **asked)[0]
    assert first.formula.startswith(formula)
    assert first.words and first.article and first.evidence and first.law_from <= first.law_on


def test_a_work_accident_is_reported_in_two_days_and_claimed_in_five_years():
    report, claim = days(happened_at=ACCIDENT)
    assert (report.until, claim.until) == (datetime(2025, 11, 23, 8, 0, tzinfo=JAKARTA), date(2030, 11, 21))
    assert claim.formula == "5 tahun setelah 21 November 2025"


def test_deadlines_are_told_as_lines_and_under_their_codes():
    found = deadlines(law(), "jkm", complete_on=date(2026, 3, 16), paid_on=date(2026, 3, 27), amount_idr=42_000_000)
    told = deadlines_told(found, law(), "jkm", "id")
    (line,) = told["items"]
    assert told["due_on"] == line["until"] == "2026-03-26"
    assert {key: told[key] for key in ("formula", "article", "evidence")} == {
        key: line[key] for key in ("formula", "article", "evidence")
    }
    assert told["late"]["total_idr"] == 420_000 and told["late"]["law_on"] == "2026-03-16"


def test_each_month_of_a_term_has_its_formulas_with_article_and_evidence():
    first, *_, last = term_told(advice(), law(), "id")["months"]
    for month in (first, last):
        assert [item["amount_idr"] for item in month["items"]] == [
            month["price_idr"], month["death_natural_idr"], month["death_work_idr"],
        ]  # fmt: skip
        assert all(item["words"] and item["article"] and item["evidence"] for item in month["items"])
    assert first["items"][0]["formula"] == "Rp1.000.000 x 10 per mil x 50 % + Rp6.800 x 50 %"
    assert first["items"][1]["formula"] == "Rp10.000.000 (di bawah 3 bulan kepesertaan)"
    assert last["items"][1]["formula"] == "Rp20.000.000 + Rp12.000.000 + Rp10.000.000 (sejak 3 bulan kepesertaan)"
    assert last["items"][2]["formula"] == "60 % x 80 x Rp1.000.000 + Rp12.000.000 + Rp10.000.000"


def test_a_line_that_stays_the_same_is_told_once_for_its_months():
    found = [(run.item.code, str(run.first), str(run.last), run.item.amount_idr) for run in runs(advice(), "id")]
    assert found == [
        ("price", "2026-11", "2026-12", 8_400), ("price", "2027-01", "2027-02", 16_800),
        ("death_natural", "2026-11", "2026-12", 10_000_000), ("death_natural", "2027-01", "2027-02", 42_000_000),
        ("death_work", "2026-11", "2027-02", 70_000_000),
    ]  # fmt: skip


def test_a_line_of_a_term_is_as_certain_as_the_weakest_of_what_it_adds_up():
    by_code = {run.item.code: run.item for run in runs(advice(months=1, first="2026-05", payer_kind="csr"), "id")}
    assert by_code["price"].evidence == "unverified"
    assert "Permenaker 1/2025" in by_code["death_natural"].article
    assert by_code["death_natural"].law_from == "2025-02-24"
