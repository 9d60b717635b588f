"""Three lists side by side: whatever happened, each worker-month is in exactly one class, and the classes add up."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime
from hashlib import sha256

import pytest
from django.db import connection
from django.db.models import Q

from payung.access.queries import seeing
from payung.exchange.participants import participants
from payung.funding.actions.correct import correct
from payung.funding.actions.pay import pay, take_refund
from payung.funding.actions.receive import receive
from payung.funding.models import FundingLine, Invoice, InvoiceCredit, InvoiceItem, LineBalance
from payung.funding.queries import miscarried
from payung.insight.reconciliation import CLASSES, reconciliation, three_sums, villages_in, workers_in
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.actions.take_answers import Given, GivenFile, take_answers
from payung.membership.models import Answer, CoverEnded, CoverMonth, Enrolment
from payung.people.models import Person
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import PONDOKSALAM, line, nik, workers
from tests.sending import office_for_a_module

AT = datetime(2025, 12, 1, 9, 0).astimezone()
ON = date(2025, 11, 24)
NOVEMBER, DECEMBER = Month(2025, 11), Month(2025, 12)
PRICE = 16_800


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker, tmp_path_factory):
    """A line of two months with six workers in two villages, and money enough; once for the module."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as office:
        office.load(line("utama", 30))
        office.send(workers(1, 4) + workers(5, 6, PONDOKSALAM[5]))
        receive(line=FundingLine.objects.get(), amount_idr=1_000_000_000, on=ON, reason="dana", source="uji")
        yield office


@pytest.fixture
def world(office, db):
    """The line of the module; what a test does is taken back."""
    return FundingLine.objects.get()


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


def test_each_state_of_a_worker_month_has_its_class(world):
    assert classes(world) == {"not-invoiced": (6, 6 * PRICE)}
    invoice_month(line=world, month=NOVEMBER, on=ON)
    assert classes(world) == {"unpaid": (6, 6 * PRICE)}
    answer(world, 1, kpj="12345678901")
    pay_all(world)
    assert classes(world) == {"agreed": (1, PRICE), "paid-unknown": (5, 5 * PRICE)}
    end(2, NOVEMBER)
    answer(world, 3, why="Usia di atas 65")
    assert classes(world) == {"agreed": (1, PRICE), "paid-unknown": (3, 3 * PRICE), "paid-not-covered": (2, 2 * PRICE)}
    assert classes(world, DECEMBER) == {"not-invoiced": (4, 4 * PRICE), "ended": (2, 2 * PRICE)}


def refund(utama, amount_idr):
    return take_refund(line=utama, amount_idr=amount_idr, on=ON, reason="uji", source="uji")


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


def sent(utama):
    return {row["nik"] for row in participants(utama, everybody=False)}


def test_whom_bpjs_refused_and_who_is_enrolled_again_is_sent_again_until_it_answers(world, office):
    answer(world, 1, kpj="12345678901")
    answer(world, 2, why="NIK salah")
    assert not {nik(1), nik(2)} & sent(world)
    office.send(workers(2, 2))
    assert nik(2) in sent(world) and nik(1) not in sent(world)
    assert classes(world) == {"not-invoiced": (6, 6 * PRICE)}, "the refusal was of the enrolment before"
    invoice_month(line=world, month=NOVEMBER, on=ON)
    pay_all(world)
    assert classes(world) == {"agreed": (1, PRICE), "paid-unknown": (5, 5 * PRICE)}
    answer(world, 2, kpj="12345678902")
    assert nik(2) not in sent(world) and classes(world)["agreed"] == (2, 2 * PRICE)


def test_whom_bpjs_takes_up_after_the_end_is_known_and_not_covered(world):
    end(2, NOVEMBER)
    answer(world, 2, kpj="12345678902")
    assert classes(world)["known-not-covered"] == (1, PRICE)


def test_an_invoice_item_that_was_taken_off_before_it_was_paid_is_not_paid(world):
    invoice_month(line=world, month=NOVEMBER, on=ON)
    end(2, NOVEMBER)
    pay_all(world)
    assert classes(world) == {"paid-unknown": (5, 5 * PRICE), "ended": (1, PRICE)}


def test_two_that_ended_on_one_day_are_told_apart_by_the_payment_between(world):
    invoice_month(line=world, month=NOVEMBER, on=ON)
    end(2, NOVEMBER)
    pay_all(world)
    end(3, NOVEMBER)
    assert classes(world) == {"paid-unknown": (4, 4 * PRICE), "paid-not-covered": (1, PRICE), "ended": (1, PRICE)}


def test_an_answer_for_another_month_says_nothing_of_this_one_and_the_last_one_counts(world):
    answer(world, 1, month=DECEMBER)
    invoice_month(line=world, month=NOVEMBER, on=ON)
    pay_all(world)
    assert classes(world) == {"paid-unknown": (6, 6 * PRICE)}
    answer(world, 1)
    assert classes(world)["agreed"] == (1, PRICE)


def test_somebody_refused_who_is_covered_all_the_same_is_to_be_looked_at(world):
    with connection.cursor() as db:
        db.execute("""INSERT INTO bpjs_answer_file (line_id, region, fingerprint, file_name, taken_at, taken_by, rows, numbered,
            accepted, refused, problems, ignored, told) VALUES (%s, %s, 'x', 'a', now(), 't', 1, 0, 0, 1, 0, 0, '[]')
            RETURNING id""", [world.pk, world.region])  # fmt: skip
        db.execute("""INSERT INTO bpjs_answer (file_id, person_id, line_id, village, outcome, refused_why)
            SELECT %s, id, %s, village, 'refused', 'NIK' FROM person WHERE nik = %s""",
            [db.fetchone()[0], world.pk, nik(1)])  # fmt: skip
    assert classes(world) == {"refused": (1, PRICE), "not-invoiced": (5, 5 * PRICE)}
    assert [each.refused_why for each in workers_in(world, NOVEMBER.first_day, "refused")[0]] == ["NIK"]


def test_the_lists_of_a_class_come_page_by_page_and_hold_everybody_once(world):
    seen, after = [], ("", 0)
    for _page in range(6):
        found, more = workers_in(world, NOVEMBER.first_day, "not-invoiced", after=after, limit=1)
        seen += [each.name for each in found]
        after = (found[-1].village, found[-1].id)
    assert sorted(seen) == sorted(f"PEKERJA {n}" for n in range(1, 7)) and not more
    villages, more = villages_in(world, NOVEMBER.first_day, "not-invoiced", limit=1)
    assert (villages[0].workers, more) == (4, True)
    rest, more = villages_in(world, NOVEMBER.first_day, "not-invoiced", after=villages[0].code, limit=1)
    assert (rest[0].workers, rest[0].amount_idr, more) == (2, 2 * PRICE, False)


def test_who_sees_numbers_alone_counts_the_own_area_and_sees_nobody(world):
    for area, role, counted, people in (
        ("32.14", "treasurer", 6, 0), (PONDOKSALAM[5], "treasurer", 2, 0), (PONDOKSALAM[5], "village-clerk", 2, 2),
        ("33.01", "treasurer", 0, 0),
    ):  # fmt: skip
        with seeing(Area(area), by="t", role=role):
            assert reconciliation(world, NOVEMBER.first_day).workers == counted, (area, role)
            assert len(workers_in(world, NOVEMBER.first_day, "not-invoiced")[0]) == people, (area, role)


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


def test_the_statement_knows_every_class_that_has_words(world):
    with connection.cursor() as db:
        db.execute("SELECT prosrc FROM pg_proc WHERE proname = 'reconciled'")
        (source,) = db.fetchone()
    said = {word for word in CLASSES if f"'{word}'" in source}
    assert said == set(CLASSES)
