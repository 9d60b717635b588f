"""What a worker did in person on the day of death or after it is told, with how long after; what others did for them is not."""

from datetime import date, timedelta

import pytest
from django.db import connection

from payung.claims.actions.correct import Right, correct
from payung.claims.models import Accident
from payung.claims.queries import signals_of
from payung.people.actions.note_consent import note_consent
from payung.people.models import Consent, ConsentWithdrawal, Person
from payung.rules.law import law
from payung.screening.actions.record import record
from tests.claims.accidents import hurt
from tests.claims.cases import AT, DIED_ON, ON, covered_since, reported
from tests.lists import nik

NOW = AT + timedelta(days=60)


@pytest.fixture
def dead(office):
    """The death of a worker on 24 November 2025, covered by a list of the village."""
    return reported(covered_since(office, "2025-11", 2))


def after(told):
    found = signals_of([told.claim.pk]).get(told.claim.pk, [])
    return {each["about"]: each["number"] for each in found if each["code"] == "active-after-death"}


def examined(told, days, event="Posyandu"):
    said = {"event": event, "results": {"glucose": "110"}, "consent": "letter", "by": "bidan", "at": NOW}
    return record(person=told.claim.person, measured_on=DIED_ON + timedelta(days=days), **said)


def agreed(told, days, how="form"):
    on = DIED_ON + timedelta(days=days)
    note_consent(person=told.claim.person, purpose="protection", how=how, on=on, by="operator")


@pytest.mark.parametrize(("days", "told"), [(-1, {}), (0, {"health-check": 0}), (9, {"health-check": 9})])
def test_a_health_check_on_the_day_or_after_it_is_told_with_its_days_and_nothing_of_its_results(dead, days, told):
    examined(dead, days)
    assert after(dead) == told
    assert "Posyandu" not in str(signals_of([dead.claim.pk])) and "110" not in str(signals_of([dead.claim.pk]))


def test_the_latest_day_of_each_kind_is_told(dead):
    examined(dead, 2)
    examined(dead, 5, "Puskesmas")
    agreed(dead, 1)
    assert after(dead) == {"health-check": 5, "consent": 1}


def test_the_day_of_a_check_is_not_used_once_the_consent_to_it_was_withdrawn(dead):
    examined(dead, 3)
    person = dead.claim.person
    ConsentWithdrawal.objects.create(
        consent=Consent.objects.get(purpose="health-check"), person=person, village=person.village, withdrawn_at=NOW,
        withdrawn_by="x", why="tidak mau lagi",
    )  # fmt: skip
    assert after(dead) == {}


@pytest.mark.parametrize(
    ("how", "days", "told"),
    [("form", -1, {}), ("form", 0, {"consent": 0}), ("form", 4, {"consent": 4}), ("letter", 4, {})],
)
def test_a_consent_on_a_form_is_the_workers_own_and_a_letter_may_come_by_anybody(dead, how, days, told):
    agreed(dead, days, how)
    assert after(dead) == told


def test_a_list_of_the_village_is_not_what_the_worker_did(office):
    person = covered_since(office, "2025-11", 2)  # the list came on 21 November
    assert Consent.objects.filter(people=[person.pk], how="list").exists()
    assert after(reported(person, died_on=date(2025, 11, 20))) == {}


def test_an_accident_after_the_day_is_told_and_one_on_that_day_is_how_people_die(office):
    person = covered_since(office, "2025-11", 2)
    accident = hurt(person)
    told = reported(person, died_on=accident.happened_on, cause="work")
    assert after(told) == {}
    earlier = Right(happened_on=accident.happened_on - timedelta(days=1))
    correct(law=law(), number=told.claim.number, right=earlier, why="surat kematian menyebut hari lain", on=ON)
    assert after(told) == {"accident": 1}


def test_who_was_back_at_work_after_the_day_is_told(office):
    person = covered_since(office, "2025-11", 2)
    accident = hurt(person)
    told = reported(person, died_on=DIED_ON)
    for days, found in ((0, {}), (1, {"work": 1})):
        Accident.objects.filter(claim=accident).update(back_at_work_on=DIED_ON + timedelta(days=days))
        assert after(told) == found
    assert "active-after-death" not in str(signals_of([accident.pk])), "whoever was hurt goes back to work"


def test_of_another_worker_nothing_is_told(office, dead):
    examined(dead, -1)
    other = Person.objects.create(nik=nik(99), name="LAIN", birth_on="1980-05-17", village=dead.claim.village)
    note_consent(person=other, purpose="protection", how="form", on=ON, by="operator")
    record(person=other, measured_on=ON, event="P", results={"glucose": "110"}, consent="form", by="b", at=NOW)
    assert after(dead) == {}


def test_of_a_claim_out_of_sight_nothing_is_told(dead):
    examined(dead, 3)
    asked = "SELECT what, days FROM acted_in_person(ARRAY[%s]::bigint[])"
    with connection.cursor() as db:
        for area, told in (("32.14", [("health-check", 3)]), ("33", [])):
            db.execute("SELECT set_config('payung.claims_from', %s, true), set_config('payung.claims_until', %s, true)",
                       [area, f"{area}~"])  # fmt: skip
            db.execute(asked, [dead.claim.pk])
            assert db.fetchall() == told
