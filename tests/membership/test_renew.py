"""A line is renewed: each worker is looked at anew, everybody is accounted for, and the run of months has no gap."""

from datetime import date

import pytest

from payung.access.queries import seeing
from payung.funding.models import FundingLine
from payung.funding.queries import miscarried
from payung.membership.actions.end_place import end_place
from payung.membership.actions.renew import NOT_RENEWED, plan_renewal, renew_line
from payung.membership.models import CoverMonth, Enrolment
from payung.membership.queries import cover_on
from payung.people.actions.erase import erase
from payung.people.models import Person
from payung.programmes.queries import miscounted, programme
from payung.rules.law import law
from payung.rules.registration import Applicant, registration
from payung.units.refusal import Refused
from payung.units.region import Area
from payung.units.words import words as sentences
from tests.lists import line, nik, shared_out, worker, workers
from tests.people.conftest import years_later  # noqa: F401 - a fixture
from tests.sending import COUNTRY, months_of, state_of

ON = date(2025, 12, 10)
NEXT = {"first_month": "2026-01", "months": 3}


@pytest.fixture
def renew(office):
    """Renews a line, or tells what that would do, and forgets the tables that would have ended with the transaction."""

    def run(to="lanjut", *, plan=False, on=ON, people=None, line="utama", area=COUNTRY):
        with seeing(area, by="test"):
            try:
                lines = {code: FundingLine.objects.get(code=code) for code in (line, to)}
                act = plan_renewal if plan else renew_line
                return act(
                    law=law(), line=lines[line], to=lines[to], programme=programme(lines[line].programme_code), on=on,
                    people=people,
                )  # fmt: skip
            finally:
                office.look()

    return run


@pytest.fixture
def ten(office):
    """Ten workers on a line of November and December; the next one has ten places from January to March."""
    office.load(line("utama", 10), line("lanjut", 10, **NEXT), line("csr", 5, kind="csr", **NEXT))
    office.send(workers(1, 10))


def all_is_well():
    return miscarried() == [] and miscounted() == []


def person(number):
    return Person.objects.filter(nik=nik(number))


def test_everybody_who_may_goes_on_and_the_run_has_no_gap(ten, renew):
    done = renew()
    assert (done.renewed, done.seats, done.cost_idr) == (10, 10, 10 * 3 * 16_800)
    assert state_of("lanjut") == {nik(n): "placed" for n in range(1, 11)} and all_is_well()
    assert cover_on(person(1).get().pk, date(2026, 3, 5)).months_consecutive == 5


def test_a_second_run_changes_nothing(ten, renew):
    renew()
    before = list(CoverMonth.objects.order_by("month", "person").values_list())
    again = renew()
    assert again.outcomes == {"unchanged": 10} and again.cost_idr == 0
    assert list(CoverMonth.objects.order_by("month", "person").values_list()) == before
    assert Enrolment.objects.count() == 20 and all_is_well()


def everything_that_can_stand_against_it(office):
    """Six workers with a reason each, one of them by one day; whose seat has ended is the seventh."""
    person(1).update(birth_on="1961-01-01")
    person(2).update(birth_on="1961-01-02")
    person(3).update(restricted_at="2025-12-01T00:00Z")
    person(4).update(died_on="2025-12-01")
    office.send([worker(5)], "csr", on=ON)
    person(7).update(birth_on="2011-01-01")
    end_place(enrolment_id=Enrolment.objects.get(person__nik=nik(8)).pk, why="moved", happened_on=ON, on=ON)


def test_each_worker_who_does_not_go_on_is_told_with_the_reason(ten, office, renew):
    everything_that_can_stand_against_it(office)
    done = renew()
    assert done.outcomes == {
        "age_over_limit": 1, "age_under_limit": 1, "restricted": 1, "died": 1, "already_covered": 1, "renewed": 4,
    }  # fmt: skip
    assert done.seats == 9, "whose place had ended holds none"
    assert months_of(nik(2))[-1] == ("2026-03", "lanjut") and len(months_of(nik(1))) == 2 and all_is_well()


def test_the_plan_gives_the_numbers_of_the_deed_and_writes_nothing(ten, office, renew):
    everything_that_can_stand_against_it(office)
    before = Enrolment.objects.count()
    planned = renew(plan=True)
    assert Enrolment.objects.count() == before
    assert renew() == planned


def test_where_the_places_do_not_reach_the_first_in_order_go_on_and_the_others_wait(office, renew):
    villages = {"32.14.16.2001": (1, 4), "32.14.16.2002": (11, 13)}
    office.load(line("utama", 20), line("lanjut", 22, more=shared_out(2), **NEXT), eligible=[10] * 11)
    for village, (first, last) in villages.items():
        office.send([*workers(first, last, village, Desil="2"), worker(last + 50, village, Desil="1")])
    planned = renew(plan=True)
    assert planned.outcomes == {"renewed": 4, "waiting": 5} and renew() == planned
    placed = {number for number, state in state_of("lanjut").items() if state == "placed"}
    assert placed == {nik(54), nik(1), nik(63), nik(11)} and all_is_well()
    assert renew().outcomes == {"unchanged": 4, "still_waiting": 5}


def test_the_rules_of_the_programme_are_asked_again(office, renew):
    loaded = (line("utama", 10), line("lanjut", 10, **NEXT))
    office.load(*loaded)
    office.send([worker(1, Desil="2"), worker(2, Desil="4"), worker(3, Pekerjaan="Pedagang"), worker(4)])
    office.load(*loaded, more='[eligibility]\ndecile_at_most = 3\noccupations = ["petani"]\n')
    person(4).update(occupation=None)
    assert renew().outcomes == {"renewed": 2, "not_eligible_decile": 1, "not_eligible_occupation": 1}


def test_who_stands_in_another_area_by_now_is_told_as_that_and_not_touched(ten, renew):
    person(1).update(village="32.15.01.1001")
    assert renew(area=Area("32.14.16")).outcomes == {"renewed": 9, "elsewhere": 1}
    person(2).update(village="32.15.01.1001")
    assert renew().outcomes == {"unchanged": 9, "village_outside_area": 1}


@pytest.mark.usefixtures("years_later")
def test_erased_data_are_not_renewed(ten, renew):
    erase(person=person(1).get().pk, on=date(2040, 1, 1))
    assert renew().outcomes == {"renewed": 9, "erased": 1}


def test_one_worker_alone_may_go_on(ten, renew):
    asked = [person(3).get().pk]
    assert renew(people=asked).outcomes == {"renewed": 1}
    assert list(state_of("lanjut")) == [nik(3)]


def test_a_late_renewal_pays_no_month_that_is_over(ten, renew):
    assert renew(on=date(2026, 2, 3)).cost_idr == 10 * 2 * 16_800
    assert [month for month, _ in months_of(nik(1))] == ["2025-11", "2025-12", "2026-02", "2026-03"]


def test_terms_that_overlap_follow_one_another(office, renew):
    office.load(line("utama", 2), line("lanjut", 2, first_month="2025-12", months=3))
    office.send([worker(1)])
    assert renew().renewed == 1
    assert months_of(nik(1)) == [
        ("2025-11", "utama"), ("2025-12", "utama"), ("2026-01", "lanjut"), ("2026-02", "lanjut"),
    ]  # fmt: skip


BIRTHS = (
    "1960-12-31",
    "1961-01-01",
    "1961-01-02",
    "1980-02-29",
    "2007-12-31",
    "2008-01-01",
    "2008-01-02",
    "2012-05-05",
)


def test_the_line_is_judged_by_age_as_one_person_is(office, renew):
    """The same limits in SQL for a whole line and in Python for one person, one day either side."""
    office.load(line("utama", 10), line("lanjut", 10, **NEXT))
    office.send(workers(1, len(BIRTHS)))
    wanted = {}
    for number, born in enumerate(BIRTHS, 1):
        person(number).update(birth_on=born)
        one = registration(law(), date(2026, 1, 1), Applicant(birth_on=date.fromisoformat(born)))
        failed = [each.problem for each in one.items if each.holds is False]
        wanted[failed[0] if failed else "renewed"] = wanted.get(failed[0] if failed else "renewed", 0) + 1
    assert renew().outcomes == wanted and len(wanted) == 3


def test_money_that_is_short_renews_nobody(office, renew):
    office.load(line("utama", 3), line("lanjut", 3, more="pledge_idr = 100_000", **NEXT))
    office.send(workers(1, 3))
    with pytest.raises(Refused, match="money_short"):
        renew()
    assert state_of("lanjut") == {} and all_is_well()


@pytest.mark.parametrize("to", ["utama", "lama", "pendek"])
def test_only_a_later_line_for_new_workers_is_a_next_term(office, renew, to):
    office.load(
        line("utama", 3, months=3), line("pendek", 3, first_month="2025-12", months=1),
        line("lama", 3, first_month="2026-02", months=12, more="existing = true"),
    )  # fmt: skip
    with pytest.raises(Refused, match="renewal_not_next"):
        renew(to)


def test_every_outcome_has_its_words():
    assert set(NOT_RENEWED.values()) <= sentences().keys()
