"""A place that becomes free goes to the first who waits: at once, or offered and held, accepted, declined or passed on."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from payung.access.queries import seeing
from payung.cli.places import pass_on
from payung.insight.person_file import _rows as read_rows
from payung.intake.jobs import expire_daily
from payung.membership.actions.answer_offer import accept_offer, decline_offer
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.actions.expire_offers import pass_places_on
from payung.membership.models import Enrolment, Offer
from payung.people.models import Person
from payung.programmes.models import Quota, WaitingRule
from payung.programmes.queries import miscounted
from payung.rules.law import law
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import PONDOKSALAM, line, nik, worker, workers
from tests.sending import months_of, state_of

ON = date(2025, 11, 24)
HELD_UNTIL = ON + timedelta(days=14)
DECEMBER = Month(2025, 12)


def load(office, places=2, hold_days=14, **more):
    office.load(line("utama", places, more=f"hold_days = {hold_days}"), **more)


@pytest.fixture
def full(office):
    """Two places for five workers: the first two of the list have them, three wait; a freed place is held for fourteen days."""
    load(office)
    office.send(workers(1, 5))
    return office


def in_order():
    """The NIKs of those who wait, by the lot alone: they are alike in everything else."""
    seed = WaitingRule.objects.get().seed
    queue = Enrolment.objects.filter(state="waiting").values_list("id", "person__nik")
    return [nik for _lot, nik in sorted((sha256(f"{seed}:{number}".encode()).digest(), nik) for number, nik in queue)]


def end(number, on=ON, why="asked"):
    with seeing(Area(""), by="test"):
        seat = Enrolment.objects.get(person__nik=nik(number))
        return end_enrolments(endings=[Ending(seat.pk, Month.of(on).plus(1))], why=why, on=on)


def accept(offer, on=ON):
    with seeing(Area(""), by="test"):
        return accept_offer(law=law(), offer_id=offer.pk, on=on)


def decline(offer, on=ON):
    with seeing(Area(""), by="test"):
        return decline_offer(law=law(), offer_id=offer.pk, on=on)


def expire(on):
    with seeing(Area(""), by="test"):
        return pass_places_on(law=law(), on=on)


def open_offer():
    return Offer.objects.select_related("enrolment__person").get(state="open")


def taken():
    return Quota.objects.get().taken


def test_a_freed_place_is_offered_to_the_first_who_waits_and_counts_as_taken(full):
    first = in_order()[0]
    end(1)
    held = open_offer()
    assert (held.enrolment.person.nik, held.offered_on, held.held_until) == (first, ON, HELD_UNTIL)
    assert held.cover_from == DECEMBER.first_day, "whoever had the place is paid until the end of November"
    assert taken() == 2 and miscounted() == [] and months_of(first) == []


def test_nobody_else_gets_a_place_that_is_held(full):
    end(1)
    assert full.send([worker(9)])["waiting"] == 1 and full.release() == 0
    assert taken() == 2 and Offer.objects.count() == 1


def test_an_accepted_offer_gives_the_place_with_cover_from_when_it_is_paid_for_no_other(full):
    first = in_order()[0]
    end(1)
    accept(open_offer())
    assert state_of()[first] == "placed" and months_of(first) == [("2025-12", "utama")]
    assert taken() == 2 and miscounted() == [] and not Offer.objects.filter(state="open").exists()


def test_a_declined_offer_goes_to_the_next_and_ends_the_wait(full):
    first, second, _third = in_order()
    end(1)
    assert decline(open_offer()).offered == 1
    assert state_of()[first] == "ended" and open_offer().enrolment.person.nik == second
    assert taken() == 2 and miscounted() == []


def test_an_offer_that_nobody_answers_goes_to_the_next_and_whoever_let_it_pass_waits_behind_the_others(full):
    order = in_order()
    end(1)
    asked, day = [], ON
    for _ in range(4):
        asked.append(open_offer().enrolment.person.nik)
        day = open_offer().held_until + timedelta(days=1)
        if day >= date(2026, 1, 1):
            break
        expire(day)
    assert asked == order and taken() == 2 and miscounted() == []


def test_an_offer_does_not_expire_on_its_last_day(full):
    end(1)
    held = open_offer()
    assert expire(HELD_UNTIL) == {}
    accept(held, on=HELD_UNTIL)
    assert Offer.objects.get().state == "accepted"


def test_after_its_last_day_an_offer_is_not_accepted(full):
    end(1)
    with pytest.raises(Refused) as refused:
        accept(open_offer(), on=HELD_UNTIL + timedelta(days=1))
    assert refused.value.code == "offer_over"


def test_an_offer_is_answered_once(full):
    end(1)
    held = open_offer()
    accept(held)
    for answer in (accept, decline):
        with pytest.raises(Refused) as refused:
            answer(held)
        assert refused.value.code == "offer_answered"


def test_an_offer_of_elsewhere_is_unknown(full):
    end(1)
    held = open_offer()
    with seeing(Area("33.01"), by="test"), pytest.raises(Refused) as refused:
        accept_offer(law=law(), offer_id=held.pk, on=ON)
    assert refused.value.code == "offer_unknown"


def test_whom_somebody_else_pays_for_by_now_cannot_accept(office):
    office.load(line("utama", 1, more="hold_days = 14"), line("csr", 5, kind="csr"))
    office.send(workers(1, 2))
    end(1)
    office.send([worker(2)], "csr")
    with pytest.raises(Refused) as refused:
        accept(open_offer())
    assert refused.value.code == "offer_covered_elsewhere"


def test_whose_data_are_restricted_is_neither_asked_nor_placed(full):
    first, second, _third = in_order()
    Person.objects.filter(nik=first).update(restricted_at="2025-11-20T00:00:00Z")
    end(1)
    held = open_offer()
    assert held.enrolment.person.nik == second
    Person.objects.filter(nik=second).update(restricted_at="2025-11-20T00:00:00Z")
    with pytest.raises(Refused) as refused:
        accept(held)
    assert refused.value.code == "offer_restricted"


def test_the_wait_of_somebody_with_an_offer_ends_and_the_place_goes_on(full):
    first, second, _third = in_order()
    end(1)
    end(int(first[12:]))
    assert open_offer().enrolment.person.nik == second and taken() == 2 and miscounted() == []
    assert Offer.objects.get(enrolment__person__nik=first).state == "declined"


def test_without_days_to_hold_a_freed_place_is_filled_at_once(office):
    load(office, hold_days=0)
    office.send(workers(1, 4))
    first = in_order()[0]
    end(1)
    assert state_of()[first] == "placed" and months_of(first) == [("2025-12", "utama")]
    assert taken() == 2 and miscounted() == [] and not Offer.objects.exists()


def test_a_place_that_is_paid_to_its_end_stays_free(office):
    load(office, hold_days=0)
    office.send(workers(1, 4))
    end(1, on=date(2025, 12, 3))
    assert taken() == 1 and sorted(state_of().values()) == ["ended", "placed", "waiting", "waiting"]


def test_the_nightly_job_passes_offers_on_and_after_the_term_their_places_stay_free(full):
    end(1)
    expire_daily(0)
    assert Offer.objects.get().state == "expired" and taken() == 1 and miscounted() == []


def test_the_command_tells_by_line_what_became_of_the_places(full):
    end(1)
    assert pass_on(HELD_UNTIL) == {}
    assert pass_on(HELD_UNTIL + timedelta(days=1)) == {"utama": {"expired": 1, "placed": 0, "offered": 1}}


def test_a_place_of_one_pool_goes_to_the_first_of_all_its_villages(office):
    load(office, hold_days=0)
    office.send([*workers(1, 3), worker(4, PONDOKSALAM[0], Desil="1")])
    assert {number for number, state in state_of().items() if state == "placed"} == {nik(1), nik(4)}
    office.send([worker(5, PONDOKSALAM[1], Desil="1")])
    end(1)
    assert state_of()[nik(5)] == "placed" and miscounted() == []


def test_whoever_sees_one_village_of_a_pool_frees_a_place_and_the_night_fills_it(office):
    load(office, hold_days=0)
    office.send([*workers(1, 3), worker(5, PONDOKSALAM[1])])
    with seeing(Area("32.14.16.2005"), by="test"):
        seat = Enrolment.objects.get(person__nik=nik(1))
        end_enrolments(endings=[Ending(seat.pk, DECEMBER)], why="asked", on=ON)
    office.look()
    assert taken() == 1
    first = in_order()[0]
    expire(ON)
    assert taken() == 1, "November of this place is paid already, and there is no money for it twice"
    expire(date(2025, 12, 1))
    assert state_of()[first] == "placed" and taken() == 2 and miscounted() == []


def test_decile_comes_first_then_a_named_heir_then_the_day_and_the_unknown_decile_last(office):
    load(office, places=1, hold_days=0)
    office.send([worker(1, Desil="1")])
    office.send([worker(2), worker(3, Desil="2")], on=date(2025, 11, 21))
    office.send([worker(4, Desil="2"), worker(5, Desil="1")], on=date(2025, 11, 22))
    Person.objects.filter(nik=nik(4)).update(heir_name="ANI")
    order = []
    for number in (1, 5, 4, 3):
        end(number)
        order += [state for state, held in state_of().items() if held == "placed"]
    assert order == [nik(5), nik(4), nik(3), nik(2)]


def test_the_lot_is_drawn_once(office):
    load(office)
    drawn = WaitingRule.objects.get().seed
    load(office, hold_days=7)
    assert (WaitingRule.objects.get().seed, WaitingRule.objects.get().hold_days) == (drawn, 7) and len(drawn) == 32


def test_a_lot_that_was_drawn_in_public_may_be_written_in_the_file_but_not_changed(office):
    office.load(line("utama", 2, more='lot_seed = "dadu 4 1 6 2 balai desa"'))
    assert WaitingRule.objects.get().seed == "dadu 4 1 6 2 balai desa"
    with pytest.raises(AssertionError) as refused:
        office.load(line("utama", 2, more='lot_seed = "dadu 5 5 5 5 balai desa"'))
    assert "lot_drawn_already" in str(refused.value)


def test_the_copy_of_a_person_s_data_tells_what_was_offered(full):
    first = in_order()[0]
    end(1)
    with seeing(Area(""), by="test"):
        (told,) = read_rows("offers_of_person", Person.objects.get(nik=first).pk)
    assert (told["state"], told["offered_on"], told["held_until"]) == ("open", ON.isoformat(), HELD_UNTIL.isoformat())
