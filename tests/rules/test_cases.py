"""The worked examples of tests/cases/law, which a lawyer can read, come out: totals, lines, days and articles."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from payung.rules.accident import Accident, work_accident
from payung.rules.contribution import contribution
from payung.rules.deadline import claim_until, lapses_on, late_payment, payment_due
from payung.rules.death import natural_death
from payung.rules.family import read_child, read_heir
from payung.rules.heirs import heirs
from payung.rules.law import law
from payung.rules.limits import Limits
from payung.rules.registration import Applicant, registration
from payung.rules.scholarship import rests_on, schedule, scholarship
from payung.rules.term import advise
from payung.units.month import Month, Term

FOLDER = Path(__file__).parents[1] / "cases" / "law"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}: {case['title']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text("utf-8"))["cases"]
]


def told(answer):
    """Total, lines by code and articles of an answer; an answer whose lines do not add up is none."""
    assert answer.total_idr == sum(item.amount_idr for item in answer.items)
    codes = {item.code: answer.amount_of(item.code) for item in answer.items}
    articles = [item.article for item in answer.items] or [value.source for value in answer.rests_on]
    return {"total_idr": answer.total_idr, "items": codes, "articles": articles}


def children(asked):
    return [read_child(raw, "children") for raw in asked.pop("children", ())]


def ask_contribution(asked):
    return told(contribution(law(), **{**asked, "month": Month.parse(asked["month"])}))


def ask_natural_death(asked):
    left = children(asked)
    return told(natural_death(law(), asked.pop("on"), **asked, children=left))


def ask_work_accident(asked):
    on, base, left = asked.pop("on"), asked.pop("base_idr"), children(asked)
    return told(work_accident(law(), on, base_idr=base, happened=Accident(**asked), children=left))


def ask_scholarship(asked):
    left = children(asked)
    found, years = told(scholarship(law(), asked["on"], left)), schedule(law(), asked["on"], left)
    last = {"last_on": max(year.due_on for year in years)} if years else {}
    return {**found, "payments": len(years), **last, "articles": [v.source for v in rests_on(law(), asked["on"], left)]}


def ask_heirs(asked):
    family = [read_heir(raw, "family") for raw in asked["family"]]
    return told(heirs(law(), asked["on"], amount_idr=asked["amount_idr"], family=family))


def ask_deadline(asked):
    if "paid_on" in asked:
        return told(late_payment(law(), asked.pop("kind"), **asked))
    if "last_paid" in asked:
        found, key = lapses_on(law(), Month.parse(asked["last_paid"])), "lapses_on"
    elif "happened_on" in asked:
        found, key = claim_until(law(), **asked), "claim_until"
    else:
        found, key = payment_due(law(), **asked), "due_on"
    return {key: found.due_on or "never", "articles": [value.source for value in found.rests_on]}


# What a case of eligibility does not say.
WORKER = {"nik": "3214991705800001", "birth_on": date(1980, 5, 17), "works": True, "wage_earner": False}


def ask_eligibility(asked):
    on, terms = asked.pop("on"), [Month.parse(month) for month in asked.pop("new_terms", ())]
    limits = Limits(asked.pop("decile_at_most", None), asked.pop("occupations", ()))
    known = {key: None if value == "not told" else value for key, value in (WORKER | asked).items()}
    found = registration(law(), on, Applicant(**known), limits=limits, new_terms=terms)
    failing = [item for item in found.items if item.holds is False]
    return {
        "eligible": "not certain" if found.eligible is None else found.eligible,
        "fails": [item.code for item in failing],
        "not_told": found.missing,
        "last_day_to_register": found.last_day_to_register,
        "unverified": found.unverified,
        "evidence": next((item.evidence for item in failing), ""),
        "articles": [item.article for item in failing or found.items],
    }


def ask_term(asked):
    term = Term(Month.parse(asked.pop("first")), asked.pop("months"))
    advice = advise(law(), term, **asked)
    return {
        "death_natural_idr": [month.death_natural_idr for month in advice.months],
        "death_work_idr": [month.death_work_idr for month in advice.months],
        "cheapest_sufficient_months": advice.cheapest_sufficient_months,
        "warned": bool(advice.warnings),
        "price_idr": advice.price_idr,
        "articles": [value.source for value in advice.rests_on],
    }


@pytest.mark.parametrize(("subject", "case"), CASES)
def test_a_worked_example_comes_out(subject, case):
    expected = {key: value for key, value in case.items() if key not in ("title", "asked", "article")}
    found = globals()[f"ask_{subject}"](dict(case["asked"]))
    assert {key: found.get(key) for key in expected} == expected
    assert any(case["article"] in article for article in found["articles"])


def test_there_are_at_least_80_and_no_two_have_the_same_title():
    titles = [case.values[1]["title"] for case in CASES]
    assert len(set(titles)) == len(titles) >= 80
