"""Signals about who stands on claims and on lists: each with its number, and just below its limit none."""

from datetime import date

import pytest

from payung.claims.actions.name_heir import Named, name_heir, remove_heir
from payung.claims.queries import signals_of
from payung.membership.models import Enrolment
from payung.people.models import Person
from payung.rules.law import law
from tests.claims.cases import AT, ON, covered_since, covered_since_january, reported
from tests.lists import line, worker, workers

BORN = date(1979, 1, 2)


def signals(claim):
    return {each["code"]: each["number"] for each in signals_of([claim.pk]).get(claim.pk, [])}


def three_deaths(office):
    """Claims of three workers of one list."""
    office.load(line("utama", 9, first_month="2025-01", months=12))
    office.send(workers(1, 3), on=date(2025, 1, 2))
    return [reported(person).claim for person in Person.objects.order_by("nik")]


def named(claim, name, birth_on=BORN):
    return name_heir(law=law(), number=claim.number, named=Named("spouse", name, birth_on), by="o", on=ON, at=AT)


def test_one_heir_on_many_claims_is_told_with_how_many_others(office):
    first, second, third = three_deaths(office)
    named(first, "BUDI SANTOSO")
    assert "same-heir-name-on-claims" not in signals(first)
    named(second, "Budi Santoso")
    assert signals(first)["same-heir-name-on-claims"] == 1 == signals(second)["same-heir-name-on-claims"]
    last = named(third, "BUDI SANTOSO")
    assert signals(first)["same-heir-name-on-claims"] == 2
    remove_heir(number=third.number, heir_id=last.pk, why="orang lain")
    assert signals(first)["same-heir-name-on-claims"] == 1 and "same-heir-name-on-claims" not in signals(third)


def test_another_birth_day_is_another_heir(office):
    first, second, _ = three_deaths(office)
    named(first, "BUDI SANTOSO")
    named(second, "BUDI SANTOSO", date(1979, 1, 3))
    assert "same-heir-name-on-claims" not in signals(first) | signals(second)


@pytest.mark.parametrize(("others", "told"), [(2, None), (3, 3), (4, 4)])
def test_a_whole_family_on_the_lists_is_told_from_three_others_on(office, others, told):
    claim = reported(covered_since_january(office)).claim
    office.load(line("lama", 5, first_month="2025-01", months=12, more="existing = true"), line("utama", 9))
    office.send(workers(2, 1 + others), "utama")
    Person.objects.update(kk="3214991705800001")
    assert signals(claim).get("whole-family-enrolled") == told


@pytest.mark.parametrize(
    ("again_on", "told"), [(date(2025, 11, 24), None), (date(2025, 11, 25), 1), (date(2025, 12, 1), 7)]
)
def test_whoever_is_on_a_list_again_after_the_death_is_told(office, again_on, told):
    """A second list names somebody who has died, before the village tells of it."""
    person = covered_since(office, "2025-01", 11)
    office.load(line("utama", 5, first_month="2025-01", months=11), line("kedua", 5, first_month="2025-12", months=2))
    Enrolment.objects.filter(person=person).update(proposed_on=date(2025, 1, 2))
    office.send([worker(1)], "kedua", on=again_on)
    assert Enrolment.objects.count() == 2
    claim = reported(person, on=date(2025, 12, 2)).claim
    assert signals(claim).get("enrolled-again-after-death") == told
