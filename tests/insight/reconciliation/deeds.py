"""What happens to the workers of a line, and in which class they are then."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from payung.funding.actions.pay import pay, take_refund
from payung.funding.models import Invoice
from payung.insight.reconciliation import reconciliation
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.actions.take_answers import Given, GivenFile, take_answers
from payung.membership.models import Answer, Enrolment
from payung.units.month import Month
from tests.lists import nik

AT = datetime(2025, 12, 1, 9, 0).astimezone()
ON = date(2025, 11, 24)
NOVEMBER, DECEMBER = Month(2025, 11), Month(2025, 12)
PRICE = 16_800


def answer(utama, number, *, why=None, month=None, kpj=None):
    """BPJS answers of one worker; a refusal is only noted, as when the ending comes later."""
    key = sha256(repr((number, why, str(month), kpj, Answer.objects.count())).encode()).hexdigest()
    file = GivenFile(key, "b.xlsx", [Given(2, nik(number), kpj, why)])
    take_answers(line=utama, month=month, file=file, by="t", on=ON, at=AT)


def end(number, first_free, why="asked"):
    seat = Enrolment.objects.filter(person__nik=nik(number), state="placed").first()
    if seat:
        end_enrolments(endings=[Ending(seat.pk, first_free)], why=why, on=ON)


def pay_all(utama):
    for each in Invoice.objects.filter(line=utama):
        if each.open_idr:
            pay(invoice=each, amount_idr=each.open_idr, on=ON, reason="uji", source="uji")


def classes(utama, month=NOVEMBER):
    found = reconciliation(utama, month.first_day)
    return {one.name: (one.workers, one.amount_idr) for one in found.classes if one.workers}


def refund(utama, amount_idr):
    return take_refund(line=utama, amount_idr=amount_idr, on=ON, reason="uji", source="uji")
