"""Whatever happened, in whatever order, each worker-month is in exactly one class, and the classes add up."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from django.db import connection
from django.db.models import Q

from payung.funding.actions.pay import take_refund
from payung.funding.models import Invoice, InvoiceCredit, InvoiceItem, LineBalance
from payung.funding.queries import miscarried
from payung.insight.reconciliation import reconciliation, three_sums
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.models import Answer, CoverEnded, CoverMonth
from payung.units.refusal import Refused
from tests.insight.reconciliation.deeds import DECEMBER, NOVEMBER, ON, PRICE, answer, end, pay_all


def happen(rng, utama):
    """One random event of a programme, whatever comes of it."""
    number, month = rng.randint(1, 6), rng.choice([NOVEMBER, DECEMBER])
    deeds = [
        lambda: invoice_month(line=utama, month=month, on=ON), lambda: pay_all(utama), lambda: end(number, month),
        lambda: take_refund(
            line=utama, amount_idr=rng.choice([1, PRICE, PRICE + 5]), on=ON, reason="uji", source="uji"
        ),
        lambda: answer(utama, number, month=rng.choice([None, month])),
        lambda: answer(utama, number, why="Usia", month=rng.choice([None, month])),
    ]  # fmt: skip
    try:
        rng.choice(deeds)()
    except Refused as refused:
        assert refused.code in ("nothing_to_invoice", "owed_short"), refused.code


def recounted(utama, month):
    """Every worker-month that any list knows, found table by table and without the program's own statement."""
    day = month.first_day
    known = set(CoverMonth.objects.filter(line=utama, month=day).values_list("person_id", flat=True))
    known |= set(CoverEnded.objects.filter(line=utama, month=day).values_list("person_id", flat=True))
    known |= set(InvoiceItem.objects.filter(month=day).values_list("person_id", flat=True))
    return known | set(Answer.objects.filter(line=utama, month=day).values_list("person_id", flat=True))


def debt_idr(credit):
    return InvoiceItem.objects.get(month=credit.month, person_id=credit.person_id, round=credit.round).price_idr


def class_of(utama, person, month):
    """The class of a worker-month, said once more in plain words."""
    covered = CoverMonth.objects.filter(line=utama, month=month, person_id=person).exists()
    said = (
        Answer.objects.filter(line=utama, person_id=person)
        .filter(Q(month=month) | Q(month=None))
        .order_by("-pk")
        .first()
    )
    items = list(InvoiceItem.objects.filter(invoice__line=utama, month=month, person_id=person))
    off = {c.round: c for c in InvoiceCredit.objects.filter(month=month, person_id=person)}
    on_it = [item for item in items if item.round not in off]
    paid = any(Invoice.objects.get(pk=item.invoice_id).paid_idr for item in on_it)
    if covered:
        if said and said.outcome == "refused":
            return "refused"
        return ("agreed" if said else "paid-unknown") if paid else "unpaid" if on_it else "not-invoiced"
    debts = list(
        InvoiceCredit.objects.filter(invoice__line=utama, after_payment=True).order_by("month", "person", "round")
    )
    given_back = sum(debt_idr(each) for each in debts) - LineBalance.objects.get(line=utama).owed_idr
    settled = []
    for debt in debts:
        given_back -= debt_idr(debt)
        if given_back < 0:
            break
        settled.append(debt.pk)
    mine = [credit.pk in settled for credit in off.values() if credit.after_payment]
    if paid or not all(mine):
        return "paid-not-covered"
    if mine:
        return "given-back"
    return "known-not-covered" if said and said.outcome != "refused" else "ended"


@pytest.mark.parametrize("seed", range(5))
def test_in_a_random_world_every_worker_month_is_in_exactly_one_class_and_the_sums_are_right(world, seed):
    rng = random.Random(seed)
    for event in range(12):
        happen(rng, world)
        if event % 4 != 3:
            continue
        for month in (NOVEMBER, DECEMBER):
            with connection.cursor() as db:
                db.execute("SELECT person_id, class FROM reconciled(%s, %s)", [world.pk, month.first_day])
                rows = db.fetchall()
            assert {person for person, _name in rows} == recounted(world, month) and len(rows) == len(dict(rows))
            assert dict(rows) == {person: class_of(world, person, month.first_day) for person, _name in rows}
            found = reconciliation(world, month.first_day)
            assert Counter(name for _person, name in rows) == {o.name: o.workers for o in found.classes if o.workers}
            listed = ("agreed", "paid-unknown", "unpaid", "not-invoiced", "refused")
            covered = sum(one.workers for one in found.classes if one.name in listed)
            assert covered == CoverMonth.objects.filter(line=world, month=month.first_day).count()
            assert covered == three_sums(world, month.first_day).covered
    assert miscarried() == []
