"""A month of a line is invoiced worker-month by worker-month, each exactly once, and paid to the rupiah."""

from datetime import date

import pytest

from payung.funding.actions.correct import correct
from payung.funding.actions.pay import pay
from payung.funding.actions.pledge import pledge_up_to
from payung.funding.actions.receive import give_back, receive
from payung.funding.models import FundingLine, InvoiceItem, LineBalance, Transfer
from payung.funding.queries import balance_on, miscarried
from payung.membership.actions.invoice_month import invoice_month
from payung.units.month import Month
from payung.units.refusal import Refused
from tests.lists import line, workers

NOVEMBER = Month(2025, 11)
ON = date(2025, 11, 24)
PRICE = 16_800


@pytest.fixture
def utama(office):
    """A line of five places with three workers placed on it."""
    office.load(line("utama", 5))
    office.send(workers(1, 3))
    return FundingLine.objects.get()


def test_a_programme_that_does_not_say_its_budget_is_promised_what_its_places_can_cost(utama):
    made = Transfer.objects.get(kind="pledge")
    assert (made.amount_idr, made.source, made.made_on) == (5 * 2 * PRICE, "derived", date(2025, 11, 1))


def test_placing_commits_each_month_of_each_worker(utama):
    made = Transfer.objects.filter(kind="commitment").order_by("month").values_list("month", "amount_idr", "made_on")
    assert [*made] == [
        (date(2025, 11, 1), 3 * PRICE, date(2025, 11, 21)),
        (date(2025, 12, 1), 3 * PRICE, date(2025, 11, 21)),
    ]


def test_a_placing_that_the_money_does_not_reach_for_is_refused_whole_with_what_is_missing(office):
    office.load(line("utama", 5, more=f"pledge_idr = {5 * PRICE}"))
    with pytest.raises(Refused) as refused:
        office.send(workers(1, 3))
    assert (refused.value.code, refused.value.facts["missing"]) == ("money_short", "Rp16.800")
    assert not Transfer.objects.filter(kind="commitment").exists() and miscarried() == []


def test_a_promise_may_grow_and_shrink_but_not_below_what_is_in_use(office):
    office.load(line("utama", 5, more=f"pledge_idr = {8 * PRICE}"))
    office.send(workers(1, 3))
    office.load(line("utama", 5, more=f"pledge_idr = {6 * PRICE}"))
    assert LineBalance.objects.get().left_idr == 0
    with pytest.raises(Refused, match="pledge_below_committed"):
        pledge_up_to(line=FundingLine.objects.get(), total_idr=6 * PRICE - 1, reason="pledge")


def test_every_worker_month_is_on_one_invoice_and_the_second_run_finds_none(utama):
    made = invoice_month(line=utama, month=NOVEMBER, on=ON)
    assert (made.workers, made.amount_idr, str(made)) == (3, 3 * PRICE, "utama/2025-11/1")
    with pytest.raises(Refused, match="nothing_to_invoice"):
        invoice_month(line=utama, month=NOVEMBER, on=ON)
    assert InvoiceItem.objects.count() == 3 and miscarried() == []


def test_whoever_came_after_the_run_is_on_the_next_invoice(utama, office):
    invoice_month(line=utama, month=NOVEMBER, on=ON)
    office.send(workers(4, 5))
    assert str(invoice_month(line=utama, month=NOVEMBER, on=ON)) == "utama/2025-11/2"


def test_nothing_is_paid_that_was_not_received(utama):
    made = invoice_month(line=utama, month=NOVEMBER, on=ON)
    receive(line=utama, amount_idr=3 * PRICE - 1, on=ON, reason="transfer", source="kuitansi 1")
    with pytest.raises(Refused) as refused:
        pay(invoice=made, amount_idr=3 * PRICE, on=ON, reason="iuran", source="kode 1")
    assert (refused.value.code, refused.value.facts["missing"]) == ("bank_short", "Rp1")


def test_an_invoice_is_paid_to_the_rupiah_and_once(utama):
    made = invoice_month(line=utama, month=NOVEMBER, on=ON)
    receive(line=utama, amount_idr=9 * PRICE, on=ON, reason="transfer", source="kuitansi 1")
    with pytest.raises(Refused) as refused:
        pay(invoice=made, amount_idr=3 * PRICE - 1, on=ON, reason="iuran", source="kode 1")
    assert (refused.value.code, refused.value.facts["difference"]) == ("payment_differs", "-Rp1")
    pay(invoice=made, amount_idr=3 * PRICE, on=ON, reason="iuran", source="kode 1")
    with pytest.raises(Refused, match="invoice_paid"):
        pay(invoice=made, amount_idr=3 * PRICE, on=ON, reason="iuran", source="kode 1")
    assert miscarried() == []


def test_what_was_booked_wrongly_is_corrected_by_the_opposite_once(utama):
    made = invoice_month(line=utama, month=NOVEMBER, on=ON)
    receive(line=utama, amount_idr=9 * PRICE, on=ON, reason="transfer", source="kuitansi 1")
    entry = pay(invoice=made, amount_idr=3 * PRICE, on=ON, reason="iuran", source="kode 1")
    correct(entry=entry, on=ON, reason="salah rekening")
    made.refresh_from_db()
    assert made.open_idr == 3 * PRICE
    with pytest.raises(Refused, match="entry_corrected"):
        correct(entry=entry, on=ON, reason="salah rekening")
    pay(invoice=made, amount_idr=3 * PRICE, on=ON, reason="iuran", source="kode 2")
    assert miscarried() == []


def test_what_worker_months_have_caused_is_not_corrected_by_hand(utama):
    entry = Transfer.objects.filter(kind="commitment").values_list("entry", flat=True).first()
    with pytest.raises(Refused, match="entry_follows_cover"):
        correct(entry=entry, on=ON, reason="salah")
    with pytest.raises(Refused, match="entry_unknown"):
        correct(entry=0, on=ON, reason="salah")


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_is_not_received(utama, amount):
    with pytest.raises(Refused, match="amount_not_positive"):
        receive(line=utama, amount_idr=amount, on=ON, reason="x", source="y")


def test_no_more_goes_back_to_the_payer_than_lies_in_the_bank(utama):
    receive(line=utama, amount_idr=5, on=ON, reason="transfer", source="kuitansi 1")
    with pytest.raises(Refused, match="bank_short"):
        give_back(line=utama, amount_idr=6, on=ON, reason="sisa", source="kuitansi 2")
    give_back(line=utama, amount_idr=5, on=ON, reason="sisa", source="kuitansi 2")


def test_the_balance_of_any_day_is_known(utama):
    invoice_month(line=utama, month=NOVEMBER, on=ON)
    days = [balance_on(utama, date(2025, 11, day)) for day in (20, 21, 23, 24)]
    assert [day["left"] for day in days] == [10 * PRICE, 4 * PRICE, 4 * PRICE, 4 * PRICE]
    assert [day["invoiced"] for day in days] == [0, 0, 0, 3 * PRICE]
    assert all(sum(day.values()) == 0 for day in days)
