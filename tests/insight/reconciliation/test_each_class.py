"""Three lists side by side: whatever happened to a worker-month, it has its class; each class comes page by page."""

from __future__ import annotations

from django.db import connection

from payung.access.queries import seeing
from payung.exchange.participants import participants
from payung.insight.reconciliation import CLASSES, reconciliation, villages_in, workers_in
from payung.membership.actions.invoice_month import invoice_month
from payung.units.region import Area
from tests.insight.reconciliation.deeds import DECEMBER, NOVEMBER, ON, PRICE, answer, classes, end, pay_all
from tests.lists import PONDOKSALAM, nik, workers


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


def test_the_lists_of_a_class_come_page_by_page_and_hold_everybody_once(world, office):
    office.send(workers(7, 7, PONDOKSALAM[0]))  # the last one of all, in the first village
    seen, after = [], ("", 0)
    for _page in range(7):
        found, more = workers_in(world, NOVEMBER.first_day, "not-invoiced", after=after, limit=1)
        seen += [each.name for each in found]
        after = (found[-1].village, found[-1].id)
    assert seen[0] == "PEKERJA 7" and sorted(seen) == sorted(f"PEKERJA {n}" for n in range(1, 8)) and not more
    villages, after = [], ""
    for _page in range(3):
        found, more = villages_in(world, NOVEMBER.first_day, "not-invoiced", after=after, limit=1)
        villages += [(each.code, each.workers, each.amount_idr) for each in found]
        after = found[-1].code
    counted = [(PONDOKSALAM[0], 1, PRICE), (PONDOKSALAM[4], 4, 4 * PRICE), (PONDOKSALAM[5], 2, 2 * PRICE)]
    assert villages == counted and not more


def test_who_sees_numbers_alone_counts_the_own_area_and_sees_nobody(world):
    for area, role, counted, people in (
        ("32.14", "treasurer", 6, 0), (PONDOKSALAM[5], "treasurer", 2, 0), (PONDOKSALAM[5], "village-clerk", 2, 2),
        ("33.01", "treasurer", 0, 0),
    ):  # fmt: skip
        with seeing(Area(area), by="t", role=role):
            assert reconciliation(world, NOVEMBER.first_day).workers == counted, (area, role)
            assert len(workers_in(world, NOVEMBER.first_day, "not-invoiced")[0]) == people, (area, role)


def test_the_statement_knows_every_class_that_has_words(world):
    with connection.cursor() as db:
        db.execute("SELECT prosrc FROM pg_proc WHERE proname = 'reconciled'")
        (source,) = db.fetchone()
    said = {word for word in CLASSES if f"'{word}'" in source}
    assert said == set(CLASSES)
