"""A seat that ends gives back its place, and the money of every month that does not come, wherever that money has got to."""

from datetime import date

import pytest

from payung.funding.actions.pay import pay, take_refund
from payung.funding.actions.receive import receive
from payung.funding.models import FundingLine, LineBalance, Transfer
from payung.funding.queries import miscarried, offset_of
from payung.membership.actions.end_enrolment import Ending, end_enrolments, first_month_free
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.models import CoverEnded, Enrolment
from payung.programmes.models import Quota
from payung.programmes.queries import miscounted
from payung.units.month import Month
from payung.units.refusal import Refused
from tests.lists import line, nik, worker, workers
from tests.sending import months_of

NOVEMBER, DECEMBER = Month(2025, 11), Month(2025, 12)
ON = date(2025, 11, 24)
PRICE = 16_800


@pytest.fixture
def seat(office):
    """One worker placed on a line of two places, for November and December."""
    office.load(line("utama", 2))
    office.send([worker(1)])
    return Enrolment.objects.select_related("line").get()


def end(seat, why="asked", on=ON, month=None):
    free = month or first_month_free(why, on, from_the_start=NOVEMBER)
    return end_enrolments(endings=[Ending(seat.pk, free)], why=why, on=on)


def held(seat):
    found = LineBalance.objects.get(line=seat.line)
    names = ("left", "committed", "invoiced", "paid", "owed", "bank", "bpjs")
    return {name: getattr(found, f"{name}_idr") for name in names if getattr(found, f"{name}_idr")}


def all_is_well():
    return miscarried() == [] and miscounted() == []


def test_cover_stops_at_the_end_of_the_month_and_the_place_is_free(seat):
    ended = end(seat)
    assert (ended.places, ended.waits, ended.months, ended.amount_idr) == (1, 0, 1, PRICE)
    assert months_of(nik(1)) == [("2025-11", "utama")]
    assert Quota.objects.get().taken == 0 and all_is_well()
    seat.refresh_from_db()
    assert (seat.state, seat.ended_on, seat.ended_why) == ("ended", ON, "asked")


def test_what_ended_is_kept_as_it_stood(seat):
    end(seat, "died")
    kept = CoverEnded.objects.get()
    assert (kept.month, kept.price_idr, kept.ended_on, kept.why) == (date(2025, 12, 1), PRICE, ON, "died")


def test_a_death_in_a_month_that_is_over_takes_back_the_months_after_it(seat):
    assert end(seat, "died", on=date(2025, 12, 9), month=first_month_free("died", date(2025, 11, 30))).months == 1


def test_whom_bpjs_refused_was_never_covered(seat):
    ended = end(seat, "refused")
    assert ended.months == 2 and months_of(nik(1)) == [] and all_is_well()


def test_the_money_of_a_month_that_is_on_no_invoice_is_left_again(seat):
    before = held(seat)
    end(seat)
    assert held(seat)["left"] == before["left"] + PRICE and held(seat)["committed"] == PRICE


def test_the_money_of_an_invoiced_month_is_taken_off_its_invoice(seat):
    invoice = invoice_month(line=seat.line, month=DECEMBER, on=ON)
    end(seat)
    invoice.refresh_from_db()
    assert (invoice.open_idr, invoice.credited_idr) == (0, PRICE) and "invoiced" not in held(seat) and all_is_well()


def test_the_money_of_a_paid_month_is_owed_until_it_comes_back(seat):
    invoice = invoice_month(line=seat.line, month=DECEMBER, on=ON)
    receive(line=seat.line, amount_idr=PRICE, on=ON, reason="transfer", source="kuitansi 1")
    pay(invoice=invoice, amount_idr=PRICE, on=ON, reason="iuran", source="kode 1")
    end(seat)
    assert held(seat)["owed"] == PRICE and "paid" not in held(seat)
    with pytest.raises(Refused, match="owed_short"):
        take_refund(line=seat.line, amount_idr=PRICE + 1, on=ON, reason="kembali", source="bank 1")
    take_refund(line=seat.line, amount_idr=PRICE, on=ON, reason="kembali", source="bank 1")
    assert "owed" not in held(seat) and held(seat)["bank"] == PRICE and all_is_well()


def test_what_is_owed_pays_a_part_of_the_next_invoice(office):
    office.load(line("utama", 2, months=3))
    office.send([worker(1), worker(2)])
    first, second = Enrolment.objects.select_related("line").order_by("id")
    receive(line=first.line, amount_idr=9 * PRICE, on=ON, reason="transfer", source="kuitansi 1")
    pay(
        invoice=invoice_month(line=first.line, month=DECEMBER, on=ON),
        amount_idr=2 * PRICE,
        on=ON,
        reason="iuran",
        source="1",
    )
    end_enrolments(endings=[Ending(first.pk, DECEMBER)], why="moved", on=ON)
    january = invoice_month(line=second.line, month=Month(2026, 1), on=ON)
    assert offset_of(january) == 0, "where the file says nothing it comes back as money"
    FundingLine.objects.update(unused="next-invoice")
    january.refresh_from_db()
    assert offset_of(january) == PRICE
    pay(invoice=january, amount_idr=0, offset_idr=PRICE, on=ON, reason="iuran", source="2")
    january.refresh_from_db()
    assert january.open_idr == 0 and held(second)["paid"] == 2 * PRICE and "owed" not in held(second)
    assert held(second)["bank"] == 7 * PRICE and all_is_well()


def test_whoever_comes_back_is_covered_and_invoiced_again(seat, office):
    invoice_month(line=seat.line, month=DECEMBER, on=ON)
    end(seat)
    office.send([worker(1, Nama="PEKERJA 1 LAGI")], on=date(2025, 12, 1))
    assert months_of(nik(1)) == [("2025-11", "utama"), ("2025-12", "utama")]
    again = invoice_month(line=seat.line, month=DECEMBER, on=date(2025, 12, 2))
    assert (again.number, again.workers) == (2, 1) and all_is_well()


def test_ending_twice_changes_nothing(seat):
    end(seat)
    made = Transfer.objects.count()
    ended = end(seat, on=date(2025, 11, 25))
    assert (ended.places, ended.months) == (0, 0) and Transfer.objects.count() == made and all_is_well()


def test_ending_what_had_ended_leaves_the_months_of_whoever_came_back(seat, office):
    end(seat)
    office.send([worker(1, Nama="PEKERJA 1 LAGI")], on=date(2025, 12, 1))
    assert end(seat).months == 0
    assert months_of(nik(1)) == [("2025-11", "utama"), ("2025-12", "utama")] and all_is_well()


def test_a_wait_ends_without_a_place(office):
    office.load(line("utama", 1))
    office.send(workers(1, 2))
    waiting = Enrolment.objects.get(state="waiting")
    ended = end_enrolments(endings=[Ending(waiting.pk, DECEMBER)], why="asked", on=ON)
    assert (ended.places, ended.waits, ended.months) == (0, 1, 0) and all_is_well()


def test_an_end_says_why(seat):
    with pytest.raises(Refused, match="end_reason_unknown"):
        end(seat, "bosan")
