"""A place ends for a reason and a day; a death is kept for the claim; a mistake is taken back where the ledger allows it."""

from datetime import date

import pytest

from payung.access.models import History
from payung.funding.queries import miscarried
from payung.membership.actions.end_for_death import end_for_death
from payung.membership.actions.end_place import end_place
from payung.membership.actions.take_back_end import take_back_end
from payung.membership.models import CoverEnded, Enrolment
from payung.membership.queries import cover_on
from payung.people.models import Person
from payung.programmes.models import Quota
from payung.programmes.queries import miscounted, programme
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.lists import PONDOKSALAM, line, nik, shared_out, worker, workers
from tests.sending import months_of, state_of

ON = date(2025, 11, 24)


@pytest.fixture
def seat(office):
    """One worker placed on a line of two places, for November to January."""
    office.load(line("utama", 2, months=3), line("lain", 1, first_month="2026-03"))
    office.send([worker(1)])
    return Enrolment.objects.select_related("line").get()


def end(seat, why="moved", happened_on=ON, on=ON):
    return end_place(enrolment_id=seat.pk, why=why, happened_on=happened_on, on=on)


@pytest.fixture
def back(office):
    """Takes an end back, and forgets the tables that would have ended with the transaction."""

    def run(seat, on=ON, **more):
        try:
            return take_back_end(law=law(), enrolment_id=seat.pk, programme=programme("uji"), on=on, **more)
        finally:
            office.look()

    return run


def all_is_well():
    return miscarried() == [] and miscounted() == []


def test_the_month_of_the_day_stays_covered_and_the_next_ones_end(seat):
    ended = end(seat)
    assert (ended.places, ended.months, ended.amount_idr) == (1, 2, 2 * 16_800) and all_is_well()
    assert months_of(nik(1)) == [("2025-11", "utama")]


def test_a_death_ends_every_place_and_wait_and_its_day_is_kept(seat, office):
    office.send([worker(2)], "lain", on=date(2025, 11, 21))
    office.send([worker(1)], "lain", on=date(2025, 11, 21))
    assert set(Enrolment.objects.filter(person=seat.person_id).values_list("state", flat=True)) == {"placed", "waiting"}
    assert (ended := end(seat, "died")).waits == 1 and ended.places == 1
    assert not Enrolment.objects.filter(person=seat.person_id).exclude(state="ended").exists()
    assert Person.objects.get(pk=seat.person_id).died_on == ON and all_is_well()


def test_the_log_keeps_that_a_death_was_noted(seat):
    end(seat, "died")
    before = History.objects.filter(table_name="person", verb="U").latest("id").before
    assert before["died_on"] is None


@pytest.mark.parametrize(
    ("code", "why", "day"),
    [
        ("day_to_come", "moved", date(2025, 11, 25)),
        ("died_before_birth", "died", date(1970, 1, 1)),
        ("end_reason_unknown", "bosan", ON),
    ],
)
def test_what_cannot_be_ends_nothing(seat, code, why, day):
    with pytest.raises(Refused, match=code):
        end(seat, why, day)
    seat.refresh_from_db()
    assert seat.state == "placed" and not CoverEnded.objects.exists()


def test_a_second_end_is_told_that_it_was_done(seat):
    end(seat)
    with pytest.raises(Refused, match="enrolment_has_ended"):
        end(seat, "asked")
    seat.refresh_from_db()
    assert seat.ended_why == "moved"


def test_an_end_sent_twice_leaves_the_months_of_whoever_came_back(seat, back):
    end(seat)
    back(seat)
    with pytest.raises(Refused, match="enrolment_has_ended"):
        end(seat)
    assert [month for month, _ in months_of(nik(1))] == ["2025-11", "2025-12", "2026-01"]


def test_an_end_that_is_taken_back_leaves_no_gap(seat, back):
    end(seat, "died")
    back(seat)
    assert cover_on(seat.person_id, date(2026, 1, 5)).months_consecutive == 3
    assert Person.objects.get(pk=seat.person_id).died_on is None
    assert Quota.objects.get(line=seat.line).taken == 1 and all_is_well()
    again = Enrolment.objects.get(state="placed", line=seat.line)
    assert (again.batch, again.sheet_row, again.proposed_on) == (seat.batch, seat.sheet_row, date(2025, 11, 21))


def test_an_end_taken_back_late_covers_from_this_month_on(seat, back):
    end(seat)
    back(seat, on=date(2026, 1, 3))
    assert [month for month, _ in months_of(nik(1))] == ["2025-11", "2026-01"] and all_is_well()


@pytest.fixture
def passed_on(seat, office):
    """The worker's end, and two others who hold both places of the line since."""
    end(seat)
    office.send(workers(2, 3), on=date(2025, 12, 1))
    return seat


def test_a_place_that_was_passed_on_does_not_come_back_and_says_so(passed_on, back):
    with pytest.raises(Refused, match="place_passed_on"):
        back(passed_on, on=date(2025, 12, 2))
    assert len(months_of(nik(1))) == 1 and state_of()[nik(1)] == "ended" and all_is_well()


def test_whose_place_was_passed_on_may_wait_in_the_stated_order(passed_on, office, back):
    office.send(workers(4, 5), on=date(2025, 12, 1))
    assert back(passed_on, on=date(2025, 12, 2), may_wait=True) is False
    waits = Enrolment.objects.get(person=passed_on.person_id, state="waiting")
    assert (waits.proposed_on, waits.batch, len(months_of(nik(1)))) == (date(2025, 11, 21), passed_on.batch, 1)
    with pytest.raises(Refused, match="enrolment_stands"):
        back(passed_on, on=date(2025, 12, 2), may_wait=True)
    # Proposed first, it is next: not because it was there before, but by the order that holds for all.
    held = Enrolment.objects.get(person__nik=nik(2))
    end_place(enrolment_id=held.pk, why="moved", happened_on=date(2025, 12, 2), on=date(2025, 12, 2))
    assert [n for n in (1, 4, 5) if Enrolment.objects.filter(person__nik=nik(n), state="placed").exists()] == [1]
    assert all_is_well()


def test_whoever_may_wait_is_placed_where_a_place_is_free(passed_on, back):
    end(Enrolment.objects.get(person__nik=nik(2)))
    assert back(passed_on, on=date(2025, 12, 2), may_wait=True) is True
    assert [month for month, _ in months_of(nik(1))] == ["2025-11", "2025-12", "2026-01"] and all_is_well()


def test_the_place_must_be_free_in_the_village_and_at_every_level_above(office, back):
    """The line and the village: one of two villages has its place again, the other one has not."""
    rich = "pledge_idr = 10_000_000\n"
    office.load(line("utama", 3, months=2, more=rich + shared_out(0)), eligible=[2, 1, *[0] * 9])
    one, other = PONDOKSALAM[:2]
    office.send([*workers(1, 2, one), *workers(3, 3, other)])
    first, third = (Enrolment.objects.get(person__nik=nik(n)) for n in (1, 3))
    assert Quota.objects.get(region=one).places == 2
    end(first)
    office.send(workers(4, 4, one))
    end(third)
    with pytest.raises(Refused, match="place_passed_on"):
        back(first)
    assert back(third) is True and all_is_well()


def test_the_dead_are_not_taken_back_for_another_reason(seat, back):
    end(seat, "asked")
    Person.objects.filter(pk=seat.person_id).update(died_on=ON)
    with pytest.raises(Refused, match="died"):
        back(seat)
    assert Person.objects.get(pk=seat.person_id).died_on == ON


def test_a_wait_that_ended_by_mistake_waits_again_in_its_old_turn(seat, office, back):
    office.send(workers(2, 4))
    waiting = Enrolment.objects.filter(state="waiting").order_by("id").first()
    end(waiting, "asked")
    back(waiting)
    again = Enrolment.objects.filter(person=waiting.person_id, state="waiting").get()
    assert (again.batch, again.sheet_row) == (waiting.batch, waiting.sheet_row) and all_is_well()


def test_who_is_on_the_line_again_or_paid_by_another_is_not_taken_back(seat, office, back):
    end(seat)
    back(seat)
    with pytest.raises(Refused, match="enrolment_stands"):
        back(seat)
    with pytest.raises(Refused, match="enrolment_unknown"):
        back(Enrolment.objects.get(state="placed", line=seat.line))


def test_months_that_another_pays_by_now_are_not_taken_back(office, back):
    office.load(line("utama", 2, months=3), line("csr", 2, kind="csr", first_month="2025-12", months=1))
    office.send([worker(1)])
    seat = Enrolment.objects.select_related("line").get()
    end(seat)
    office.send([worker(1)], "csr", on=date(2025, 12, 1))
    with pytest.raises(Refused, match="months_paid_by_another"):
        back(seat, on=date(2025, 12, 2))
    assert months_of(nik(1)) == [("2025-11", "utama"), ("2025-12", "csr")]


def test_a_place_ended_twice_on_one_day_is_refused_in_words(seat, back):
    end(seat)
    back(seat)
    again = Enrolment.objects.get(state="placed", line=seat.line)
    with pytest.raises(Refused, match="ended_today_already"):
        end_for_death(person_id=seat.person_id, died_on=ON, on=ON, source="uji")
    with pytest.raises(Refused, match="ended_today_already"):
        end(again)
    again.refresh_from_db()
    assert again.state == "placed" and all_is_well()


def test_whose_data_are_restricted_is_not_enrolled_again(seat, back):
    end(seat)
    Person.objects.update(restricted_at="2025-11-24T00:00Z")
    with pytest.raises(Refused, match="person_restricted"):
        back(seat)


def test_the_first_who_waits_follows_from_the_month_that_is_free(seat, office):
    office.send(workers(2, 4))
    assert end(seat).placed == 1
    follower = Enrolment.objects.filter(state="placed", line=seat.line).order_by("id").last()
    assert months_of(follower.person.nik) == [("2025-12", "utama"), ("2026-01", "utama")] and all_is_well()
