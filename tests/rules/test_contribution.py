"""What a worker-month costs, by the worked examples that a lawyer can read in tests/cases/contribution.toml."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from payung.rules.contribution import PAYER_KINDS, contribution
from payung.rules.law import LawUnknown, law
from payung.units.month import Month
from payung.units.refusal import Refused

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "contribution.toml").read_text("utf-8"))
TIERS = CASES["tiers"]


def price(income_idr, *, payer="self", sector="other", month="2025-11"):
    return contribution(law(), payer_kind=payer, sector=sector, month=Month.parse(month), income_idr=income_idr)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["says"])
def test_a_worked_example_comes_out(case):
    told = price(case["income_idr"], payer=case["payer"], sector=case["sector"], month=case["month"])
    assert (told.amount_of("jkk"), told.amount_of("jkm")) == (case["jkk_idr"], case["jkm_idr"])
    assert told.total_idr == case["jkk_idr"] + case["jkm_idr"]


@pytest.mark.parametrize("tier", TIERS, ids=lambda tier: str(tier["from_idr"]))
def test_a_tier_holds_from_its_first_rupiah(tier):
    told = price(tier["from_idr"])
    assert (told.amount_of("jkk"), told.total_idr) == (tier["jkk_idr"], tier["total_idr"])


@pytest.mark.parametrize(("tier", "following"), list(pairwise(TIERS)), ids=lambda tier: str(tier["from_idr"]))
def test_a_tier_holds_to_the_last_rupiah_before_the_next(tier, following):
    assert price(following["from_idr"] - 1).total_idr == tier["total_idr"]
    assert price(following["from_idr"]).total_idr == following["total_idr"]


def test_there_are_33_tiers_and_the_law_has_the_same():
    held = law().on("contribution/income_tiers", Month.parse("2025-11").first_day).value
    assert len(TIERS) == 33
    assert [(t["income_from_idr"], t["base_income_idr"]) for t in held] == [
        (t["from_idr"], t["base_idr"]) for t in TIERS
    ]


def test_the_items_name_their_formula_article_and_evidence():
    for item in price(1_000_000).items:
        assert item.formula and item.article and item.evidence in ("law-text", "press", "secondary", "unverified")


def test_what_rests_on_an_unverified_value_says_so():
    assert price(1_000_000, payer="csr", month="2026-06").unverified == ["contribution/reduction_reaches/csr"]
    assert price(1_000_000, payer="csr", month="2025-11").unverified == []


@pytest.mark.parametrize("payer", PAYER_KINDS)
def test_every_payer_kind_has_a_price_in_every_month_of_the_reduction(payer):
    assert price(1_000_000, payer=payer, month="2026-06").total_idr in (8_400, 16_800)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("income_negative", {"income_idr": -1}),
        ("payer_kind_unknown", {"payer": "bank"}),
        ("sector_unknown", {"sector": "sea"}),
    ],
)
def test_what_cannot_be_priced_is_refused_by_name(code, changes):
    with pytest.raises(Refused) as refused:
        price(**{"income_idr": 1, **changes})
    assert refused.value.code == code


def test_a_month_before_the_evidence_is_refused_rather_than_guessed():
    with pytest.raises(LawUnknown):
        price(1_000_000, month="2021-11")


def test_a_worker_month_of_the_subsidised_package_costs_16_800_and_the_budget_buys_1_488_095():
    assert 25_000_000_000 // price(1_000_000, payer="apbd-prov").total_idr == 1_488_095
