"""No day of the past has less than nothing in the bank: what is dated before its money came is refused, by whoever writes it."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import psycopg
import pytest

from payung.funding.actions.correct import correct
from payung.funding.actions.pay import pay, take_refund
from payung.funding.actions.receive import give_back, receive
from payung.funding.models import FundingLine, StatementLine
from payung.funding.queries import balance_on, miscarried
from payung.membership.actions.end_place import end_place
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.models import Enrolment
from payung.units.month import Month
from payung.units.refusal import Refused
from tests.funding.test_take_statement import OPEN_IDR, PRICE, take
from tests.lists import line, workers
from tests.roles import a_line, a_programme, breaks, put, see
from tests.sending import office_for_a_module

CAME = date(2025, 11, 24)
BEFORE, AFTER = CAME - timedelta(days=1), CAME + timedelta(days=3)


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker, tmp_path_factory):
    """A line of three workers, once for the module."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as made:
        made.load(line("utama", 5))
        made.send(workers(1, 3))
        yield made


@pytest.fixture
def invoice(office, db):
    """November's invoice, and its money in the bank since a day."""
    receive(line=utama(), amount_idr=OPEN_IDR, on=CAME, reason="dana", source="uji")
    return invoice_month(line=utama(), month=Month(2025, 11), on=CAME)


def utama():
    return FundingLine.objects.get()


def bank(on):
    return balance_on(utama(), on)["bank"]


def back(amount, on):
    return give_back(line=utama(), amount_idr=amount, on=on, reason="kembali", source="uji")


def paid(invoice, on):
    return pay(invoice=invoice, amount_idr=OPEN_IDR, on=on, reason="lunas", source="uji")


def test_an_invoice_is_not_paid_before_its_money_came(invoice):
    with pytest.raises(Refused, match="bank_short_then") as refused:
        paid(invoice, BEFORE)
    assert refused.value.facts == {"line": "utama", "day": str(BEFORE), "missing": "Rp50.400"}
    assert (bank(BEFORE), bank(AFTER), miscarried()) == (0, OPEN_IDR, [])
    paid(invoice, CAME)
    assert bank(CAME) == 0


def test_money_that_came_and_went_between_is_not_there_for_a_day_in_between(invoice):
    back(OPEN_IDR, AFTER)
    receive(line=utama(), amount_idr=OPEN_IDR, on=AFTER + timedelta(days=2), reason="dana", source="uji")
    with pytest.raises(Refused, match="bank_short_then") as refused:
        back(5, CAME)
    assert refused.value.facts["day"] == str(AFTER) and refused.value.facts["missing"] == "Rp5"
    back(5, AFTER + timedelta(days=2))


def test_a_refund_or_a_receipt_of_any_day_is_booked_and_a_correction_as_well(invoice):
    entry = receive(line=utama(), amount_idr=9, on=date(2025, 1, 2), reason="dana", source="uji")
    correct(entry=entry, on=AFTER, reason="keliru")
    paid(invoice, CAME)
    end_place(enrolment_id=Enrolment.objects.order_by("pk")[0].pk, why="refused", happened_on=CAME, on=CAME)
    take_refund(line=utama(), amount_idr=PRICE, on=AFTER, reason="kembali", source="uji")
    assert (bank(CAME), bank(AFTER), miscarried()) == (9, PRICE, [])


def test_a_correction_is_not_dated_back_either(invoice):
    entry = receive(line=utama(), amount_idr=OPEN_IDR, on=AFTER, reason="dana", source="uji")
    with pytest.raises(Refused, match="bank_short_then"):
        correct(entry=entry, on=BEFORE, reason="keliru")


def test_a_line_of_the_bank_that_is_older_than_the_receipt_waits_for_it(invoice):
    type(invoice).objects.filter(pk=invoice.pk).update(payment_code="123456")
    back(OPEN_IDR, AFTER)
    receive(line=utama(), amount_idr=OPEN_IDR, on=AFTER + timedelta(days=9), reason="dana", source="uji")
    take((-OPEN_IDR, "IURAN 123456"))
    assert StatementLine.objects.get().outcome == "bank-short"


PAID_OUT = {"kind": "return", "from_account": "bank", "to_account": "payer", "reason": "r", "source": "uji"}
CAME_IN = {"kind": "receipt", "from_account": "payer", "to_account": "bank", "reason": "r", "source": "uji"}


def a_transfer(db, line_id, way, amount, on):
    put(db, "transfer", entry=1, line_id=line_id, region="32.14", amount_idr=amount, made_on=on, **way)


@pytest.fixture
def funded(fresh_database):
    """A line in a database of its own that received 10 on a day and 10 more a week later."""
    with psycopg.connect(fresh_database.owner_url) as db:
        see(db, "")
        a_programme(db)
        line_id = a_line(db)
        for on in (CAME, CAME + timedelta(days=7)):
            a_transfer(db, line_id, CAME_IN, 10, on)
    return fresh_database, line_id


def test_the_database_refuses_whoever_writes_it_and_says_day_and_sum(funded):
    installation, line_id = funded
    with psycopg.connect(installation.app_url) as db:
        see(db, "")
        with breaks(db, "line_pays_nothing_before_its_money_came"):
            a_transfer(db, line_id, PAID_OUT, 11, CAME)
        a_transfer(db, line_id, PAID_OUT, 10, CAME)


def test_two_who_spend_the_money_of_one_day_at_once_spend_it_once(funded):
    """Twenty lie there at the end, ten of them on that day: both payments fit the whole, only one fits the day."""
    installation, line_id = funded
    told: list[str] = []

    def second():
        with psycopg.connect(installation.app_url) as db:
            see(db, "")
            try:
                a_transfer(db, line_id, PAID_OUT, 10, CAME)
            except psycopg.errors.CheckViolation as error:
                told.append(f"{error.diag.constraint_name} {error.diag.message_detail}")

    with psycopg.connect(installation.app_url) as db:
        see(db, "")
        a_transfer(db, line_id, PAID_OUT, 10, CAME)
        rival = threading.Thread(target=second)
        rival.start()
        with psycopg.connect(installation.owner_url, autocommit=True) as looking:
            while (
                rival.is_alive()
                and not looking.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]
            ):
                pass
        db.commit()
        rival.join()
    assert told == [f"line_pays_nothing_before_its_money_came {CAME} 10"]
