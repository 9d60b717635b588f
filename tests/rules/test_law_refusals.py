"""What cannot be answered is refused with the field and what it may hold; a number is never given instead."""

import re
from datetime import date

import pytest

from payung.rules.accident import Accident, work_accident
from payung.rules.deadline import claim_until, deadlines, lapses_on, late_payment, payment_due
from payung.rules.death import natural_death
from payung.rules.entitlement import by_death
from payung.rules.family import Child, Heir, read_child, read_heir
from payung.rules.heirs import heirs
from payung.rules.law import LawUnknown, law
from payung.rules.read import read_whole
from payung.rules.scholarship import scholarship
from payung.rules.term import advise
from payung.units.month import Month, Term
from payung.units.refusal import Refused
from payung.units.words import LANGUAGES, say, words

ON = date(2025, 11, 21)
TOMORROW = Child(date(2025, 11, 22))


def accident(base=1_000_000, **happened):
    return work_accident(law(), ON, base_idr=base, happened=Accident(**happened))


def death(months, **more):
    return natural_death(law(), ON, months_paid=months, **more)


def planned(months=3, first="2025-11", **more):
    return advise(law(), Term(Month.parse(first), months), **{"payer_kind": "self", **more})


def entitled(cause="natural", base=1_000_000, **more):
    return by_death(law(), ON, cause=cause, months_paid=3, base_idr=base, **more)


REFUSED = [
    ("field_invalid", lambda: death(-1)),
    ("field_invalid", lambda: death(0)),
    ("cause_unknown", lambda: entitled("war")),
    ("reading_unknown", lambda: entitled("work", reading="three")),
    ("field_invalid", lambda: entitled(base=0)),
    ("birth_after_the_day", lambda: entitled("work", children=[TOMORROW])),
    ("field_invalid", lambda: death(2, months_consecutive=3)),
    ("reading_unknown", lambda: death(2, reading="three")),
    ("birth_after_the_day", lambda: death(1, children=[TOMORROW])),
    ("level_unknown", lambda: death(1, children=[Child(date(2015, 1, 1), level="s9")])),
    ("field_invalid", lambda: natural_death(law(), date(9999, 12, 31), months_paid=1)),
    ("field_invalid", lambda: accident(base=0)),
    ("field_invalid", lambda: accident(base=-1)),
    ("mode_unknown", lambda: accident(transport={"train": 1})),
    ("field_invalid", lambda: accident(transport={"land": -1})),
    ("field_invalid", lambda: accident(inability_months=-1)),
    ("loss_unknown", lambda: accident(losses=["soul"])),
    ("loss_unknown", lambda: accident(losses=["soul"], total=True)),
    ("loss_needs_side", lambda: accident(losses=["thumb"])),
    ("loss_repeated", lambda: accident(losses=["thumb:right", "thumb_right"])),
    ("field_invalid", lambda: accident(losses=["smell@0"])),
    ("field_invalid", lambda: accident(losses=["smell@101"])),
    ("field_invalid", lambda: accident(losses=["smell@"])),
    ("field_invalid", lambda: accident(losses=["scalp"])),
    ("field_invalid", lambda: accident(losses=["scalp@31"])),
    ("aid_unknown", lambda: accident(aids={"wings": 1})),
    ("field_invalid", lambda: accident(aids={"homecare": 1}, homecare_months=13)),
    ("field_invalid", lambda: accident(homecare_months=13)),
    ("field_invalid", lambda: accident(losses=["smell@" + "9" * 5_000])),
    ("field_invalid", lambda: accident(prosthesis_idr=-1)),
    ("birth_after_the_day", lambda: scholarship(law(), ON, [TOMORROW])),
    ("field_invalid", lambda: scholarship(law(), ON, [Child(date(2015, 1, 1), level="sd", year=7)])),
    ("relation_unknown", lambda: heirs(law(), ON, amount_idr=1, family=[Heir("friend")])),
    ("field_invalid", lambda: heirs(law(), ON, amount_idr=-1, family=[])),
    ("kind_unknown", lambda: payment_due(law(), "jht", ON)),
    ("kind_unknown", lambda: claim_until(law(), "jht", ON)),
    ("field_invalid", lambda: payment_due(law(), "jkm", date(2101, 1, 1))),
    ("field_invalid", lambda: late_payment(law(), "jkm", amount_idr=-1, complete_on=ON, paid_on=ON)),
    ("field_invalid", lambda: late_payment(law(), "jkm", amount_idr=1, complete_on=ON, paid_on=date(2025, 11, 20))),
    ("field_invalid", lambda: lapses_on(law(), Month(2101, 1))),
    ("deadline_nothing_asked", lambda: deadlines(law(), "jkm")),
    ("field_invalid", lambda: deadlines(law(), "jkm", last_paid=Month(2025, 12), paid_on=ON)),
    ("field_invalid", lambda: deadlines(law(), "jkm", complete_on=ON, amount_idr=-1)),
    ("field_invalid", lambda: planned(first="2091-01")),
    ("field_invalid", lambda: planned(covered_before=1_081)),
    ("field_invalid", lambda: planned(covered_before=-1)),
    ("field_invalid", lambda: planned(121)),
    ("field_invalid", lambda: planned(first="2150-01")),
    ("payer_kind_unknown", lambda: planned(payer_kind="bank")),
    ("sector_unknown", lambda: planned(sector="sea")),
    ("income_negative", lambda: planned(income_idr=-1)),
    ("field_unknown", lambda: read_child({"born": "2015-01-01"}, "children[1]")),
    ("field_invalid", lambda: read_child({}, "children[1]")),
    ("field_invalid", lambda: read_child({"birth_on": "1 Maret"}, "children[1]")),
    ("field_invalid", lambda: read_child({"birth_on": "2015-01-01", "level": "sd", "year": 0}, "children[1]")),
    ("field_invalid", lambda: read_child({"birth_on": "2015-01-01", "year": 2}, "children[1]")),
    (
        "field_invalid",
        lambda: read_child({"birth_on": "2015-01-01", "level": "sd", "year": "9" * 5_000}, "children[1]"),
    ),
    ("field_invalid", lambda: read_child({"birth_on": "2015-01-01", "married_on": "2014-01-01"}, "children[1]")),
    ("field_invalid", lambda: read_child({"birth_on": "2015-01-01", "work": "wage"}, "children[1]")),
    ("field_invalid", lambda: read_child({"birth_on": "2015-01-01", "studying": "perhaps"}, "children[1]")),
    ("field_invalid", lambda: read_heir({"label": "A"}, "family[1]")),
]


@pytest.mark.parametrize(("code", "ask"), REFUSED)
def test_what_cannot_be_answered_is_refused_in_both_languages(code, ask):
    with pytest.raises(Refused) as refused:
        ask()
    assert refused.value.code == code
    for language in LANGUAGES:
        assert set(re.findall(r"{(\w+)}", words()[code][language])) <= set(refused.value.facts)
        assert say(code, language, **refused.value.facts)


def test_the_range_of_a_number_is_that_of_its_field_in_figures_and_for_programs():
    with pytest.raises(Refused) as months:
        death(0)
    with pytest.raises(Refused) as income:
        read_whole("income", "sejuta")
    assert (months.value.facts["allowed"], income.value.facts["allowed"]) == ("1 - 1.200", "0 - 1.000.000.000.000")
    assert (income.value.facts["least"], income.value.facts["most"]) == (0, 1_000_000_000_000)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: natural_death(law(), date(2021, 11, 22), months_paid=1),
        lambda: work_accident(law(), date(2021, 11, 22), base_idr=1, happened=Accident(death=True)),
        lambda: heirs(law(), date(2021, 11, 22), amount_idr=1, family=[]),
        lambda: payment_due(law(), "jkm", date(2021, 11, 22)),
        lambda: planned(first="2021-11"),
    ],
)
def test_a_day_before_the_evidence_has_no_answer(ask):
    with pytest.raises(LawUnknown):
        ask()


def test_every_line_of_every_answer_has_words():
    levels = [level["code"] for level in law().on("scholarship/levels", ON).value]
    relations = [relation for rank in law().on("heirs/order", ON).value for relation in rank["relations"]]
    codes = [f"scholarship_{level}" for level in levels] + [f"heir_{relation}" for relation in relations]
    assert [code for code in codes if f"item_{code}" not in words()] == []
