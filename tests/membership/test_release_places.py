"""Places that a village does not use go to the waiting workers of the others, in turn, by the stated rule, recorded."""

from datetime import date
from hashlib import sha256

import pytest

from payung.access.queries import seeing
from payung.funding.queries import line as line_with_code
from payung.insight.release import plan_release
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.models import CoverMonth, Enrolment, Offer
from payung.programmes.models import PlaceRelease, Quota, WaitingRule, Workforce
from payung.programmes.queries import miscounted
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import PONDOKSALAM, line, nik, shared_out, worker, workers
from tests.sending import months_of, state_of

A, B, C = PONDOKSALAM[:3]
# Of a hundred eligible workers each, nobody covered; the coverage of A is the lowest when B and C have some.
EVEN = [100] * 11


@pytest.fixture
def full(office):
    """33 places, three a village; A, B and C ask for more than they have, the other eight for none: 24 are unused."""
    office.load(line("utama", 33, more=shared_out(3)), eligible=EVEN)
    office.send(workers(100, 108, A) + workers(200, 205, B) + workers(300, 303, C))
    return office


def placed(prefix):
    return sorted(number for number, state in state_of().items() if state == "placed" and number[13] == str(prefix))


def waiting():
    return sorted(number for number, state in state_of().items() if state == "waiting")


def test_before_a_release_each_village_has_its_own_three(full):
    assert [len(placed(prefix)) for prefix in (1, 2, 3)] == [3, 3, 3] and len(waiting()) == 10


def test_every_waiting_worker_gets_a_place_while_there_are_enough(full):
    assert full.release() == 10
    assert waiting() == [] and Quota.objects.get(region="32.14.16").taken == 19


def test_the_sum_of_places_stays_the_same(full):
    full.release()
    whole = Quota.objects.get(region="32.14.16")
    villages = Quota.objects.exclude(region="32.14.16")
    assert whole.places == 33 == sum(quota.places for quota in villages)
    assert whole.taken == 19 == sum(quota.taken for quota in villages)


def test_what_moved_is_recorded_with_its_rule_and_its_day(full):
    full.release()
    moved = list(PlaceRelease.objects.all())
    assert sum(release.places for release in moved) == 10
    assert {release.to_region for release in moved} == {A, B, C}
    assert {(release.by, release.released_on, release.rule) for release in moved} == {
        ("test", date(2025, 11, 21), "bergiliran-per-desa-cakupan-terendah-dahulu")
    }


def test_a_second_release_has_nothing_to_do(full):
    full.release()
    quotas = list(Quota.objects.order_by("id").values_list())
    assert full.release() == 0
    assert list(Quota.objects.order_by("id").values_list()) == quotas and CoverMonth.objects.count() == 38


def test_whoever_is_released_into_is_paid_from_that_month_on(full):
    full.release(on=date(2025, 12, 2))
    assert months_of(nik(108)) == [("2025-12", "utama")]


def test_after_the_term_nothing_is_released(full):
    with pytest.raises(Refused) as refused:
        full.release(on=date(2026, 1, 1))
    assert refused.value.code == "term_over"


def test_nobody_who_is_covered_elsewhere_gets_a_place(office):
    office.load(line("utama", 33, more=shared_out(3)), line("csr", 9, kind="csr"), eligible=EVEN)
    office.send(workers(100, 105, A))
    office.send([worker(103), worker(104)], "csr")
    assert office.release() == 1
    assert months_of(nik(103)) == [("2025-11", "csr"), ("2025-12", "csr")]
    assert waiting() == [nik(103), nik(104)]


def few_left(office, unused):
    """A line of eleven villages where all but so many places are taken, and A, B and C have four waiting each."""
    office.load(line("utama", 33, more=shared_out(3)), eligible=[400, 100, 200, *EVEN[3:]])
    taken = workers(400, 399 + 24 - unused, PONDOKSALAM[3])
    spread = [worker(int(row["NIK"][12:]), PONDOKSALAM[3 + number // 3]) for number, row in enumerate(taken)]
    office.send(spread + workers(100, 106, A) + workers(200, 206, B) + workers(300, 306, C))
    return office


def test_villages_take_turns_before_anyone_has_a_second_worker_placed(office):
    few_left(office, 3)
    assert office.release() == 3
    assert [len(placed(prefix)) for prefix in (1, 2, 3)] == [4, 4, 4]


def test_within_a_round_equal_coverage_is_settled_by_the_code_of_the_village(office):
    few_left(office, 2)
    office.release()
    assert [len(placed(prefix)) for prefix in (1, 2, 3)] == [4, 4, 3]


def test_within_a_village_the_lot_decides_between_workers_of_one_day(office):
    few_left(office, 4)
    held, drawn = placed(1), by_lot(A)
    office.release()
    assert placed(1) == sorted([*held, *drawn[:2]])


def by_lot(village):
    """Who waits in a village in the order of the lot, drawn again from nothing but the published seed and the numbers."""
    seed = WaitingRule.objects.get(line__code="utama").seed
    queue = Enrolment.objects.filter(village=village, state="waiting").values_list("id", "person__nik")
    return [nik for _lot, nik in sorted((sha256(f"{seed}:{number}".encode()).digest(), nik) for number, nik in queue)]


def test_the_village_with_the_lowest_coverage_comes_first_in_each_round(office):
    few_left(office, 1)
    Workforce.objects.filter(village=A).update(covered=200)
    Workforce.objects.filter(village=B).update(covered=30)
    Workforce.objects.filter(village=C).update(covered=10)
    office.release()
    assert [len(placed(prefix)) for prefix in (1, 2, 3)] == [3, 3, 4], "50, 30 and 5 percent"


def test_every_village_has_its_turn_even_beside_one_of_far_lower_coverage(office):
    few_left(office, 4)
    Workforce.objects.filter(village__in=[B, C]).update(covered=90)
    office.release()
    assert [len(placed(prefix)) for prefix in (1, 2, 3)] == [5, 4, 4]


def test_a_village_that_fills_its_own_place_releases_nothing_to_itself(full):
    Quota.objects.filter(region=A).update(places=4)
    Quota.objects.filter(region=PONDOKSALAM[-1]).update(places=2)
    assert full.release() == 10
    assert not PlaceRelease.objects.filter(from_region=A).exists()
    assert Quota.objects.get(region=A).places == Quota.objects.get(region=A).taken == 9


def test_the_hard_limit_of_the_line_holds_when_villages_add_up_to_more(full):
    Quota.objects.filter(region="32.14.16").update(places=12)
    assert full.release() == 3
    assert Quota.objects.get(region="32.14.16").taken == 12


def test_where_places_are_held_a_released_one_is_offered_and_not_given(office):
    office.load(line("utama", 33, more=f"hold_days = 14\n{shared_out(3)}"), eligible=EVEN)
    office.send(workers(100, 105, A))
    drawn = by_lot(A)
    assert office.release() == 3
    offers = {each.enrolment.person.nik: each for each in Offer.objects.select_related("enrolment__person")}
    assert sorted(offers) == sorted(drawn) == waiting() and all(months_of(number) == [] for number in drawn)
    assert {(each.state, each.village, each.held_until) for each in offers.values()} == {("open", A, date(2025, 12, 5))}
    assert Quota.objects.get(region=A).taken == Quota.objects.get(region=A).places == 6 and miscounted() == []
    assert sum(move.places for move in PlaceRelease.objects.filter(to_region=A)) == 3
    assert office.release() == 0, "whoever is asked already is not asked twice"


def leaves(number, *, after):
    seat = Enrolment.objects.get(person__nik=nik(number))
    end_enrolments(endings=[Ending(seat.pk, after.plus(1))], why="asked", on=date(2025, 11, 21))


def test_a_place_that_is_paid_for_who_left_is_released_in_the_next_month(office):
    """Of 33 places all are taken and 27 wait; one who leaves where nobody waits is covered to the end of November."""
    few_left(office, 0)
    with seeing(Area(PONDOKSALAM[3]), by="test"):
        leaves(400, after=Month(2025, 11))
    office.look()
    assert Quota.objects.get(region=PONDOKSALAM[3]).taken == 2 and waiting()
    with seeing(Area(""), by="test"):
        assert plan_release(line=line_with_code("utama"), on=date(2025, 11, 21)).placed == 0
    office.look()
    assert office.release() == 0, "a second one would be paid for one place in November"
    assert CoverMonth.objects.filter(month=date(2025, 11, 1)).count() == 33
    assert office.release(on=date(2025, 12, 1)) == 1 and miscounted() == []
    assert CoverMonth.objects.filter(month=date(2025, 12, 1)).count() == 33


def test_a_place_that_is_paid_for_who_left_is_not_hidden_by_one_that_nobody_has(office):
    few_left(office, 1)
    with seeing(Area(PONDOKSALAM[3]), by="test"):
        leaves(400, after=Month(2025, 11))
    office.look()
    assert office.release() == 1 and office.release() == 0
    assert CoverMonth.objects.filter(month=date(2025, 11, 1)).count() == 33


def test_a_level_above_that_has_fewer_places_is_not_paid_twice_either(office):
    few_left(office, 4)
    Quota.objects.filter(region="32.14.16").update(places=29)
    with seeing(Area(PONDOKSALAM[3]), by="test"):
        leaves(400, after=Month(2025, 11))
    office.look()
    assert office.release() == 0 and CoverMonth.objects.filter(month=date(2025, 11, 1)).count() == 29
    assert office.release(on=date(2025, 12, 1)) == 1
