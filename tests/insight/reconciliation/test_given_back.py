"""What BPJS gave back, or was set off, settles the oldest debts as far as it reaches; nobody else is told of it."""

from __future__ import annotations

from django.db import connection

from payung.access.queries import seeing
from payung.funding.actions.correct import correct
from payung.funding.actions.pay import pay
from payung.funding.models import FundingLine
from payung.insight.reconciliation import workers_in
from payung.membership.actions.invoice_month import invoice_month
from payung.people.models import Person
from payung.units.region import Area
from tests.insight.reconciliation.deeds import DECEMBER, NOVEMBER, ON, PRICE, classes, end, pay_all, refund
from tests.lists import PONDOKSALAM, nik


def test_what_bpjs_gave_back_settles_the_oldest_debts_as_far_as_it_reaches_whole_worker_months(world):
    for month in (NOVEMBER, DECEMBER):
        invoice_month(line=world, month=month, on=ON)
    pay_all(world)
    for number in (1, 2):
        end(number, NOVEMBER)
    owed, back = "paid-not-covered", "given-back"
    refund(world, PRICE - 1)
    assert classes(world)[owed] == (2, 2 * PRICE) and back not in classes(world), "a rupiah is missing"
    entry = refund(world, 1)
    assert (classes(world)[owed], classes(world)[back]) == ((1, PRICE), (1, PRICE))
    first = Person.objects.filter(nik__in=[nik(1), nik(2)]).earliest("pk")
    assert [each.id for each in workers_in(world, NOVEMBER.first_day, back)[0]] == [first.pk]
    correct(entry=entry, on=ON, reason="keliru")
    assert back not in classes(world), "a refund that is taken back settles nothing"
    refund(world, 2 * PRICE + 1)
    assert owed not in classes(world) and classes(world)[back] == (2, 2 * PRICE)
    assert classes(world, DECEMBER)[back] == (1, PRICE) and classes(world, DECEMBER)[owed] == (1, PRICE)


def test_what_is_set_off_settles_as_what_comes_back_does(world):
    FundingLine.objects.filter(pk=world.pk).update(unused="next-invoice")
    invoice_month(line=world, month=NOVEMBER, on=ON)
    pay_all(world)
    end(1, NOVEMBER)
    assert classes(world)["paid-not-covered"] == (1, PRICE)
    later = invoice_month(line=world, month=DECEMBER, on=ON)
    pay(invoice=later, amount_idr=later.open_idr - PRICE, offset_idr=PRICE, on=ON, reason="uji", source="uji")
    assert classes(world)["given-back"] == (1, PRICE)


def test_what_was_taken_off_before_it_was_paid_is_no_debt_that_is_settled(world):
    invoice_month(line=world, month=NOVEMBER, on=ON)
    end(6, NOVEMBER)
    pay_all(world)
    for number in (1, 2):
        end(number, NOVEMBER)
    refund(world, PRICE)
    assert {name: workers for name, (workers, _idr) in classes(world).items()} == {
        "paid-unknown": 3, "given-back": 1, "paid-not-covered": 1, "ended": 1,
    }  # fmt: skip


def test_how_far_the_debts_are_settled_is_told_to_nobody_who_does_not_see_the_line(world):
    """The function reads with the owner's eyes: it has to ask for itself whether the line is in sight."""
    invoice_month(line=world, month=NOVEMBER, on=ON)
    pay_all(world)
    end(1, NOVEMBER)
    refund(world, PRICE)
    settled = (NOVEMBER.first_day, Person.objects.get(nik=nik(1)).pk, 0)
    eyes = [
        ("32.14", {}, [settled]), (PONDOKSALAM[5], {}, [settled]), ("32", {}, [settled]), ("33.01", {}, []), ("32.15", {}, []),
        ("33.01", {"line": "utama"}, [settled]), ("33.01", {"line": "lain"}, []),
    ]  # fmt: skip
    for area, more, told in eyes:
        with seeing(Area(area), by="t", role="treasurer", **more), connection.cursor() as db:
            db.execute("SELECT * FROM settled_until(%s)", [world.pk])
            assert db.fetchall() == told, (area, more)
            assert bool(told) is FundingLine.objects.filter(pk=world.pk).exists(), "as the line itself is seen"
