"""Whether one person may register: yes by whom every condition was told and met, no by what fails, and never a guess."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from payung.rules.condition import OF_THE_PROGRAMME
from payung.rules.law import EVIDENCE, LawUnknown, law
from payung.rules.limits import Limits
from payung.rules.registration import Applicant, age, read_birth, registration
from payung.rules.registration_told import registration_told, sentence
from payung.units.month import Month, years_after, years_before
from payung.units.nik import is_nik
from payung.units.refusal import Refused
from payung.units.words import LANGUAGES

ON = date(2025, 11, 23)
FIT = Applicant("3214991705800001", date(1980, 5, 17), True, False, "petani", 4)
LIMITS = Limits(4, ("petani", "ojek"), "1 Desa 100 Perlindungan (programme.toml: [eligibility])")
OCCUPATIONS = [row["code"] for row in law().on("occupation/informal", ON).value]
UNSURE = some.sampled_from((True, False, None))


def asked(on=ON, limits=LIMITS, new_terms=(), **changed):
    known = {name: getattr(FIT, name) for name in FIT.__slots__} | changed
    return registration(law(), on, Applicant(**known), limits=limits, new_terms=new_terms)


def condition(found, code):
    return next(item for item in found.items if item.code == code)


@some.composite
def applicants(draw):
    return Applicant(
        nik=draw(some.sampled_from((None, FIT.nik, "1", "3214993104800001", "3214991705800000"))),
        birth_on=draw(some.none() | some.dates(date(1900, 1, 1), ON)), works=draw(UNSURE), wage_earner=draw(UNSURE),
        occupation=draw(some.none() | some.sampled_from(OCCUPATIONS)), decile=draw(some.none() | some.integers(1, 10)),
    )  # fmt: skip


@given(applicants(), some.sampled_from((Limits(), LIMITS)), some.lists(some.integers(1, 900), max_size=2))
def test_only_whoever_meets_every_condition_is_eligible(applicant, limits, later):
    terms = [Month.of(ON).plus(months) for months in later]
    found = registration(law(), ON, applicant, limits=limits, new_terms=terms)
    held = [item.holds for item in found.items]
    assert (found.eligible is True) == all(held)
    assert (found.eligible is False) == (False in held)
    assert bool(found.missing) == (None in held)
    for item in found.items:
        assert item.amount_idr == 0 and item.formula and item.article and item.evidence in (*EVIDENCE, OF_THE_PROGRAMME)
        assert not item.problem or item.holds is False
    assert found.unverified == ["eligibility/age_from"]


@given(some.dates(date(1900, 1, 1), date(2025, 1, 1)), some.integers(0, 130 * 366))
def test_the_age_in_years_turns_on_the_day_on_which_the_checks_turn(born, days):
    on = born + timedelta(days=days)
    for years in (18, 65):
        assert (age(born, on) >= years) == (born <= years_before(on, years)) == (on >= years_after(born, years))


@given(some.dates(date(1930, 1, 1), date(2007, 1, 1)))
def test_on_the_last_day_one_may_register_and_on_the_next_no_more(born):
    last = asked(birth_on=born).last_day_to_register
    if last >= date(2021, 11, 23):
        assert condition(asked(birth_on=born, on=last), "age_below").holds
        assert condition(asked(birth_on=born, on=last + timedelta(days=1)), "age_below").holds is False


def test_a_formula_has_the_numbers_in_it():
    found = asked(birth_on=date(1960, 11, 24), new_terms=[Month(2026, 1)], decile=5)
    assert [condition(found, code).formula for code in ("age_below", "age_below_new_term", "decile", "works")] == [
        "64 tahun < 65 tahun pada 23 November 2025", "65 tahun, harus < 65 tahun pada 1 Januari 2026", "desil 5, harus <= 4",
        "bekerja: ya",
    ]  # fmt: skip


def test_a_rule_of_the_programme_is_cited_as_its_own_and_not_as_law():
    rule = condition(asked(), "decile")
    assert (rule.article, rule.evidence, rule.law_from) == (LIMITS.source, "programme", "")
    assert OF_THE_PROGRAMME not in EVIDENCE and not any("programme" in row["concept"] for row in asked().sources)


def test_a_programme_that_asks_nothing_adds_nothing():
    assert {item.code for item in asked().items} - {item.code for item in asked(limits=Limits()).items} == {
        "decile",
        "occupation",
    }


def test_nothing_told_is_nothing_known():
    found = registration(law(), ON, Applicant(), limits=LIMITS)
    assert found.eligible is None and found.last_day_to_register is None
    assert found.missing == ["nik", "birth_on", "works", "wage_earner", "decile", "occupation"]


def test_a_nik_never_stands_in_an_answer():
    for nik in (FIT.nik, FIT.nik + "9", "321499170580O001"):
        assert nik not in str(registration_told(asked(nik=nik), law(), ON, "id"))


def test_the_length_of_a_nik_is_the_one_by_which_lists_are_read():
    digits = law().on("eligibility/nik_digits", ON).value
    assert [is_nik("1" * n) for n in (digits - 1, digits, digits + 1)] == [False, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_is_said_in_a_sentence(language):
    wholes = [asked(), asked(nik=None), asked(works=None), asked(works=False)]
    said = [sentence(found, language) for found in wholes]
    assert len(set(said)) == 4 and not any("{" in each or " ." in each for each in said)


@pytest.mark.parametrize(
    ("changed", "field", "allowed"),
    [
        ({"birth_on": ON + timedelta(days=1)}, "birth_on", ""),
        ({"occupation": "raja"}, "occupation", "petani"),
        ({"decile": 0}, "decile", "1 - 10"),
        ({"decile": 11}, "decile", "1 - 10"),
        ({"limits": Limits(11)}, "decile_at_most", "1 - 10"),
        ({"limits": Limits(occupations=("raja",))}, "occupations", "petani"),
        ({"new_terms": [Month(2025, 11)]}, "new_term", "2025-12-01"),
        ({"new_terms": [Month(2101, 1)]}, "new_term", "2100-12-31"),
        ({"on": date(2101, 1, 1)}, "on", "2100-12-31"),
    ],
)
def test_what_is_no_answer_to_the_question_is_refused_by_its_field(changed, field, allowed):
    with pytest.raises(Refused) as refused:
        asked(**changed)
    assert refused.value.facts["field"] == field and allowed in str(refused.value.facts.get("allowed", ""))


def test_the_day_of_birth_may_be_the_day_of_registration():
    assert condition(asked(birth_on=ON), "age_from").holds is False


def test_a_day_before_the_evidence_has_no_answer():
    with pytest.raises(LawUnknown):
        asked(on=date(2021, 11, 22))


def test_a_number_in_the_wrong_field_is_not_said_again():
    for wrong in (lambda: read_birth(FIT.nik), lambda: asked(occupation=FIT.nik)):
        with pytest.raises(Refused) as refused:
            wrong()
        assert FIT.nik not in str(refused.value.facts)


def test_a_formula_is_said_in_the_language_asked_for():
    found = registration(law(), date(2025, 11, 24), Applicant(birth_on=date(1960, 11, 24)))
    age = next(item for item in found.items if item.code == "age_below")
    assert age.formula_in("en") == "65 years, must be < 65 years on 24 November 2025"
    assert age.formula_in("id") == age.formula
    assert all("formulas" not in plain for plain in found.for_json("x")["items"])
