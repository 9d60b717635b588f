"""What was told wrongly of a claim is put right: the sums, the payer, the papers and the days to pay follow the true facts."""

from __future__ import annotations

from datetime import date

import pytest

from payung.claims.actions.assess import assess, compute, missing_papers
from payung.claims.actions.complete import complete
from payung.claims.actions.correct import Right, correct
from payung.claims.actions.report import Told, report
from payung.claims.actions.withdraw import withdraw
from payung.claims.models import Claim, Payout
from payung.claims.queries import corrections, heirs_of
from payung.claims.queries.entitled import cover_of
from payung.membership.models import CoverMonth, Enrolment
from payung.membership.queries import cover_on, miscommitted
from payung.people.models import Person
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import (
    AT,
    DIED_ON,
    ON,
    assessed,
    covered_since_january,
    decided,
    reported,
    with_papers,
    with_spouse,
)
from tests.lists import line, nik, worker

DECEMBER = date(2025, 12, 10)


def corrected(claim: Claim, on: date = ON, why: str = "salah dengar", **right: object) -> Claim:
    correct(law=law(), number=claim.number, right=Right(**right), why=why, on=on)
    return Claim.objects.get(pk=claim.pk)


def months_of(person: Person) -> list[date]:
    return list(CoverMonth.objects.filter(person=person).order_by("month").values_list("month", flat=True))


def total_of(claim: Claim) -> int:
    """What the law gives by the facts that stand now, once the papers that they ask for are there."""
    claim = Claim.objects.get(pk=claim.pk)
    family = heirs_of(claim)
    asked = missing_papers(law(), claim, family, compute(law(), claim, family).total_idr)
    with_papers(claim, tuple(paper.document for paper in asked))
    complete(law=law(), number=claim.number, on=ON)
    return assess(law=law(), number=claim.number, by="petugas", at=AT).total_idr


@pytest.mark.parametrize(("first", "then", "sums"), [
    ("natural", "work", (42_000_000, 70_000_000)), ("work", "natural", (70_000_000, 42_000_000)),
])  # fmt: skip
def test_a_cause_that_was_told_wrongly_moves_the_family_to_the_other_insurance(office, first, then, sums):
    person = covered_since_january(office)
    claim = reported(person, cause=first).claim
    with_spouse(claim)
    assert total_of(claim) == sums[0]
    made = claim.assessment_set.get()
    claim = corrected(claim, cause=then)
    assert (claim.state, claim.cause, claim.complete_on, claim.due_on) == ("reported", then, None, None)
    with pytest.raises(Refused) as refusal:
        decided(claim)
    assert refusal.value.code == "claim_is_not_assessed"
    assert total_of(claim) == sums[1]
    decided(claim)
    assert sum(Payout.objects.filter(claim=claim).values_list("amount_idr", flat=True)) == sums[1]
    (kept,) = corrections(claim)
    assert (kept.what, kept.old, kept.new, kept.why, kept.voids_id) == ("cause", first, then, "salah dengar", made.pk)


def test_another_day_finds_the_payer_and_the_record_of_the_worker_anew(office):
    """Told a year too early, every month had ended: all come back up to the true day, and none after it."""
    person = covered_since_january(office)
    before = months_of(person)
    claim = reported(person, died_on=date(2024, 11, 24)).claim
    assert claim.line is None and months_of(person) == []
    claim = corrected(claim, happened_on=DIED_ON)
    person.refresh_from_db()
    assert claim.line is not None and cover_of(claim) is not None and person.died_on == DIED_ON
    assert months_of(person) == [month for month in before if month <= DIED_ON]
    assert [(each.what, each.old, each.new) for each in corrections(claim)] == [("day", "2024-11-24", "2025-11-24")]
    assert not Enrolment.objects.filter(person=person).exclude(state="ended").exists()


def test_an_earlier_death_ends_the_months_that_came_after_it(office):
    person = covered_since_january(office)
    claim = reported(person).claim
    assert months_of(person)[-1] == date(2025, 11, 1)
    corrected(claim, happened_on=date(2025, 10, 20))
    assert months_of(person)[-1] == date(2025, 10, 1)
    assert miscommitted() == []


def test_a_month_that_a_wrong_day_had_ended_comes_back_though_the_place_is_gone(office):
    """Told in November, but the worker died in December: the family must not lose the cover to a wrong word."""
    office.load(line("utama", 1, first_month="2025-10", months=6))
    office.send([worker(1), worker(2)])
    person, follower = Person.objects.get(nik=nik(1)), Person.objects.get(nik=nik(2))
    claim = reported(person, died_on=date(2025, 11, 3)).claim
    assert cover_on(follower.pk, date(2025, 12, 3)) is not None
    Claim.objects.filter(pk=claim.pk).update(reported_at="2025-12-05T09:00+07:00")
    claim = corrected(claim, on=DECEMBER, happened_on=date(2025, 12, 3))
    assert claim.line is not None and cover_of(claim) is not None
    assert months_of(person)[-1] == date(2025, 12, 1)
    assert cover_on(follower.pk, date(2025, 12, 3)) is not None and miscommitted() == []


def test_what_an_earlier_mistake_had_ended_stays_so(office):
    """Told dead in November and alive again, without a place: a death in March was not covered from December on."""
    office.load(line("utama", 1, first_month="2025-10", months=8))
    office.send([worker(1), worker(2)])
    person = Person.objects.get(nik=nik(1))
    first = reported(person).claim
    withdraw(law=law(), number=first.number, why="masih hidup", on=ON, lives=True)
    second = reported(person, died_on=date(2026, 3, 3), on=date(2026, 3, 6)).claim
    Claim.objects.filter(pk=second.pk).update(reported_at="2026-03-06T09:00+07:00")
    second = corrected(second, on=date(2026, 3, 7), happened_on=date(2026, 3, 5))
    assert second.line is None and months_of(person)[-1] == date(2025, 11, 1)


def test_words_are_put_right_without_stopping_the_days_to_pay(office):
    claim = assessed(covered_since_january(office))
    due = claim.due_on
    claim = corrected(claim, where="di sawah", story="jatuh")
    assert (claim.state, claim.happened_at, claim.story, claim.due_on) == ("reported", "di sawah", "jatuh", due)
    assert [(each.what, each.old) for each in corrections(claim)] == [("place", "di rumah"), ("story", "sakit")]
    complete(law=law(), number=claim.number, on=DECEMBER)
    claim.refresh_from_db()
    assert (claim.state, claim.due_on) == ("complete", due)
    assert corrected(claim, where="di ladang").state == "complete"


REFUSED = [
    ({"happened_on": date(2025, 11, 26)}, ON, "day_to_come"),
    ({"happened_on": date(2025, 11, 26)}, DECEMBER, "day_after_report"),
    ({"happened_on": date(1980, 5, 16)}, ON, "died_before_birth"),
    ({"happened_on": date(1985, 5, 16)}, ON, "law_unknown"),
    ({"cause": "fate"}, ON, "claim_kind_unknown"),
    ({"cause": "natural"}, ON, "nothing_corrected"),
    ({}, ON, "nothing_corrected"),
    ({"story": "x" * 2001}, ON, "claim_story_too_long"),
    ({"where": "di sawah", "why": "  "}, ON, "reason_missing"),
]


@pytest.mark.parametrize(("right", "on", "code"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_moves(office, right, on, code):
    claim = reported(covered_since_january(office)).claim
    with pytest.raises(Refused) as refusal:
        corrected(claim, on=on, **right)
    assert refusal.value.code == code
    claim.refresh_from_db()
    assert (claim.happened_on, claim.cause, claim.happened_at) == (DIED_ON, "natural", "di rumah")
    assert corrections(claim) == []


@pytest.mark.parametrize(("verdict", "code"), [
    ("approved", "claim_is_decided"), ("refused", "claim_is_decided"), ("", "claim_is_withdrawn"),
])  # fmt: skip
def test_once_decided_or_withdrawn_nothing_is_corrected(office, verdict, code):
    claim = assessed(covered_since_january(office))
    if verdict:
        decided(claim, verdict, reason="" if verdict == "approved" else "alasan")
    else:
        withdraw(law=law(), number=claim.number, why="x", on=ON, lives=False)
    with pytest.raises(Refused) as refusal:
        corrected(claim, where="di sawah")
    assert refusal.value.code == code


def accident(person, day: date) -> Claim:
    told = Told("accident", "work", day, "clerk", "Operator", "081200000001", "di sawah", "jatuh")
    return report(law=law(), person_id=person.pk, told=told, by="operator", on=ON, at=AT).claim


def test_an_accident_cannot_move_to_a_day_on_which_another_one_stands(office):
    person = covered_since_january(office)
    first, second = accident(person, date(2025, 11, 3)), accident(person, date(2025, 11, 4))
    with pytest.raises(Refused) as refusal:
        corrected(second, happened_on=first.happened_on)
    assert refusal.value.code == "claim_stands_already"
    withdraw(law=law(), number=first.number, why="dua kali", on=ON)
    assert corrected(second, happened_on=first.happened_on).happened_on == first.happened_on
