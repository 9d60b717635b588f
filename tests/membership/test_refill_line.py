"""Free places for which somebody waits are filled each night, whatever freed them: a raised quota, money that came late."""

from datetime import date

import pytest

from payung.access.queries import seeing
from payung.cli.places import pass_on
from payung.funding.queries import line as line_with_code
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.actions.expire_offers import pass_places_on
from payung.membership.actions.refill_line import plan_refill, refill_line
from payung.membership.models import CoverMonth, Enrolment, Offer
from payung.programmes.queries import miscounted
from payung.rules.law import law
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import PONDOKSALAM, line, nik, shared_out, workers
from tests.sending import months_of, state_of

A, B = PONDOKSALAM[:2]
ON = date(2025, 11, 24)
MONTHS_IDR = 2 * 16_800
EVEN = [100] * 11


def load(office, places, workers_paid=None, hold_days=0, more=""):
    paid = f"pledge_idr = {workers_paid * MONTHS_IDR}\n" if workers_paid is not None else ""
    office.load(line("utama", places, more=f"{paid}hold_days = {hold_days}\n{more}"), eligible=EVEN)


def night(on=ON):
    with seeing(Area(""), by="test"):
        return {
            code: (filled.placed, filled.offered) for code, (_n, filled) in pass_places_on(law=law(), on=on).items()
        }


def planned(on=ON):
    with seeing(Area(""), by="test"):
        return plan_refill(law=law(), line=line_with_code("utama"), on=on)


def placed():
    return sorted(number for number, state in state_of().items() if state == "placed")


def first_waiting(number):
    """The NIKs of those who come first by the stated order, as the page lists them."""
    from payung.insight.waiting import waiting_list

    found, _more = waiting_list(line_with_code("utama").pk)
    return [each.person for each in found][:number]


def people():
    return set(Enrolment.objects.filter(state="placed").values_list("person_id", flat=True))


def test_a_quota_that_was_raised_is_filled_at_night_by_the_first_who_wait(office):
    load(office, 2)
    office.send(workers(1, 5))
    load(office, 4)
    before, first = people(), set(first_waiting(2))
    assert planned().villages == {"32.14.16.2005": 2}
    assert night() == {"utama": (2, 0)} and people() - before == first
    assert night() == {} and miscounted() == []


def test_villages_that_were_given_more_are_all_filled_in_one_go(office):
    load(office, 33, more=shared_out(3))
    office.send(workers(100, 105, A) + workers(200, 204, B))
    load(office, 55, more=shared_out(5))
    assert planned().villages == {A: 2, B: 2}
    assert night() == {"utama": (4, 0)} and len(placed()) == 10 and miscounted() == []


def test_where_the_money_ends_the_first_have_it_and_the_others_go_on_waiting(office):
    load(office, 2, workers_paid=2)
    office.send(workers(1, 6))
    load(office, 6, workers_paid=3)
    plan, first = planned(), first_waiting(1)
    assert (plan.workers, plan.without_money, plan.missing_idr) == (1, 3, 3 * MONTHS_IDR)
    before = people()
    assert night() == {"utama": (1, 0)} and people() - before == set(first)
    assert night() == {}, "no money, nobody placed, and no refusal either"
    load(office, 6, workers_paid=6)
    assert night() == {"utama": (3, 0)} and miscounted() == []


def test_places_are_offered_where_they_are_held_and_the_money_of_open_offers_is_kept(office):
    load(office, 2, workers_paid=2, hold_days=14)
    office.send(workers(1, 6))
    load(office, 6, workers_paid=4, hold_days=14)
    assert planned().hold_days == 14
    assert night() == {"utama": (0, 2)} and Offer.objects.filter(state="open").count() == 2
    assert night() == {} and miscounted() == [] and len(placed()) == 2


def test_a_place_that_is_paid_for_who_left_is_filled_in_the_next_month(office):
    load(office, 2)
    office.send(workers(1, 3))
    load(office, 2, workers_paid=9)
    with seeing(Area("32.14.16.2005"), by="test"):
        seat = Enrolment.objects.get(person__nik=nik(1))
        end_enrolments(endings=[Ending(seat.pk, Month(2025, 12))], why="asked", on=ON)
    office.look()
    assert night() == {}, "there is money for a second one in November, but no place"
    assert CoverMonth.objects.filter(month=date(2025, 11, 1)).count() == 2
    assert night(date(2025, 12, 1)) == {"utama": (1, 0)} and months_of(nik(3)) == [("2025-12", "utama")]


def test_the_plan_writes_nothing_and_the_deed_does_what_it_said(office):
    load(office, 2)
    office.send(workers(1, 5))
    load(office, 4)
    seen = list(Enrolment.objects.order_by("id").values_list())
    plan = planned()
    assert list(Enrolment.objects.order_by("id").values_list()) == seen
    with seeing(Area(""), by="test"):
        assert refill_line(law=law(), line=line_with_code("utama"), on=ON).placed == plan.workers == 2


def test_eyes_that_see_one_village_fill_nothing(office):
    load(office, 2)
    office.send(workers(1, 5))
    load(office, 4)
    with seeing(Area("32.14.16.2005"), by="test"):
        assert pass_places_on(law=law(), on=ON) == {}


def test_after_the_term_the_night_goes_on_and_who_asks_is_told(office):
    load(office, 2)
    office.send(workers(1, 5))
    load(office, 4)
    assert night(date(2026, 1, 1)) == {}
    with pytest.raises(Refused, match="term_over"):
        planned(date(2026, 1, 1))


def test_the_command_of_the_night_tells_what_was_filled(office):
    load(office, 2)
    office.send(workers(1, 5))
    load(office, 4)
    assert pass_on(ON) == {"utama": {"expired": 0, "placed": 2, "offered": 0}}
