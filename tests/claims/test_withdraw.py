"""A report that was a mistake is withdrawn: it gives nothing, bars nothing, and what it ended comes back where it can."""

from __future__ import annotations

from datetime import date

import pytest

from payung.claims.actions.complete import complete, hold
from payung.claims.actions.decide import reopen
from payung.claims.actions.withdraw import take_back_withdrawal, withdraw
from payung.claims.models import Claim, ClaimReport, ClaimStep
from payung.claims.queries import claim_of_death, withdrawal
from payung.insight.unclaimed import unclaimed
from payung.membership.models import CoverMonth, Enrolment
from payung.membership.queries import cover_on
from payung.people.models import Person
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.claims.cases import ON, assessed, covered_since, decided, reported, with_papers, with_spouse
from tests.lists import line, nik, worker

DECEMBER, JANUARY = date(2025, 12, 10), date(2026, 1, 10)


def withdrawn(claim: Claim, on: date = DECEMBER, *, lives: bool | None = True, why: str = "salah orang"):
    return withdraw(law=law(), number=claim.number, why=why, on=on, lives=lives)


def months_of(person: Person) -> list[date]:
    return sorted(CoverMonth.objects.filter(person=person).values_list("month", flat=True))


@pytest.fixture
def person(office):
    return covered_since(office, "2025-10", 6)


def test_a_worker_who_lives_has_the_place_and_the_months_again(person):
    claim = reported(person).claim
    person.refresh_from_db()
    assert person.died_on and cover_on(person.pk, DECEMBER) is None
    (given,) = withdrawn(claim)
    person.refresh_from_db()
    claim.refresh_from_db()
    assert given.placed and given.why_not is None
    assert person.died_on is None and cover_on(person.pk, DECEMBER) is not None
    assert (claim.state, claim.complete_on, claim.due_on) == ("withdrawn", None, None)
    step = withdrawal(claim)
    assert step and (step.from_state, step.why) == ("reported", "salah orang")
    assert claim_of_death(person.pk) is None


def test_a_place_that_somebody_else_has_now_is_said_to_be_gone(office):
    office.load(line("utama", 1, first_month="2025-10", months=6))
    office.send([worker(1), worker(2)])
    first = Person.objects.get(nik=nik(1))
    claim = reported(first).claim
    (given,) = withdrawn(claim)
    first.refresh_from_db()
    assert not given.placed and given.why_not and given.why_not.code == "place_passed_on"
    assert first.died_on is None and Claim.objects.get().state == "withdrawn"


def test_a_death_that_is_true_stays_noted_and_may_be_told_anew(person):
    claim = reported(person).claim
    assert withdrawn(claim, lives=False, why="dua kali dilaporkan") == []
    person.refresh_from_db()
    assert person.died_on == claim.happened_on and Enrolment.objects.get(person=person).state == "ended"
    assert [each.id for each in unclaimed(law(), Area("32.14"))] == [person.pk]
    again = reported(person, on=DECEMBER)
    assert not again.joined and again.claim.pk != claim.pk
    assert ClaimReport.objects.filter(claim=claim).count() == 1


def test_whoever_lives_is_not_on_the_list_of_the_unclaimed(office, person):
    claim = reported(person).claim
    withdrawn(claim)
    assert not unclaimed(law(), Area("32.14"))


def test_a_withdrawal_is_taken_back_and_the_death_noted_again(person):
    claim = reported(person).claim
    withdrawn(claim)
    take_back_withdrawal(number=claim.number, why="ternyata benar", on=JANUARY)
    claim.refresh_from_db()
    person.refresh_from_db()
    assert claim.state == "reported" and person.died_on == claim.happened_on
    assert [each.why for each in ClaimStep.objects.filter(claim=claim)] == ["", "salah orang", "ternyata benar"]
    assert cover_on(person.pk, date(2026, 1, 5)) is None
    assert not Enrolment.objects.filter(person=person).exclude(state="ended").exists()


def test_a_withdrawal_is_not_taken_back_while_the_same_stands_anew(person):
    claim = reported(person).claim
    withdrawn(claim, lives=False)
    other = reported(person, on=DECEMBER).claim
    with pytest.raises(Refused) as refusal:
        take_back_withdrawal(number=claim.number, why="x", on=DECEMBER)
    assert refusal.value.code == "claim_stands_already" and refusal.value.facts["number"] == other.number


@pytest.mark.parametrize("state", ["complete", "assessed"])
def test_it_is_withdrawn_until_it_is_decided(person, state):
    if state == "assessed":
        claim = assessed(person)
    else:
        claim = reported(person).claim
        with_spouse(claim)
        with_papers(claim)
        complete(law=law(), number=claim.number, on=ON)
    withdrawn(claim)
    claim.refresh_from_db()
    assert claim.state == "withdrawn"


@pytest.mark.parametrize("verdict", ["approved", "refused"])
def test_what_was_decided_is_not_withdrawn(person, verdict):
    claim = assessed(person)
    decided(claim, verdict, reason="" if verdict == "approved" else "alasan")
    with pytest.raises(Refused) as refusal:
        withdrawn(claim)
    assert refusal.value.code == "claim_is_decided"


REFUSED = [
    ({"why": " "}, "reason_missing"),
    ({"lives": None}, "withdrawal_life_unsaid"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_a_withdrawal_says_why_and_whether_the_worker_lives(person, changes, code):
    claim = reported(person).claim
    with pytest.raises(Refused) as refusal:
        withdrawn(claim, **changes)
    assert refusal.value.code == code
    claim.refresh_from_db()
    person.refresh_from_db()
    assert claim.state == "reported" and person.died_on


def test_nothing_goes_on_with_what_was_withdrawn(person):
    claim = reported(person).claim
    withdrawn(claim)
    steps = {
        "claim_is_withdrawn": [
            lambda: with_spouse(claim), lambda: with_papers(claim), lambda: complete(law=law(), number=claim.number, on=ON),
            lambda: hold(number=claim.number, why="x"), lambda: withdrawn(claim),
        ],
        "claim_is_not_refused": [lambda: reopen(number=claim.number)],
    }  # fmt: skip
    for code, deeds in steps.items():
        for deed in deeds:
            with pytest.raises(Refused) as refusal:
                deed()
            assert refusal.value.code == code
    standing = reported(person, died_on=DECEMBER, on=DECEMBER).claim
    with pytest.raises(Refused) as refusal:
        take_back_withdrawal(number=standing.number, why="x", on=DECEMBER)
    assert refusal.value.code == "claim_is_not_withdrawn"


def test_a_claim_that_is_not_there_is_not_withdrawn(person):
    with pytest.raises(Refused) as refusal:
        withdraw(law=law(), number="25-000009-AAAA", why="x", on=ON)
    assert refusal.value.code == "claim_unknown"
