"""The answers of BPJS: taken whole and once; numbers go to the workers, refusals stand with their reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection, transaction

from payung.funding.models import LineBalance
from payung.funding.queries import line as line_with
from payung.funding.queries import miscarried
from payung.membership.actions.take_answers import Given, GivenFile, take_answers
from payung.membership.models import Answer, AnswerFile, CoverEnded, CoverMonth, Enrolment
from payung.people.models import Person
from payung.programmes.models import Quota
from payung.units.month import Month
from payung.units.refusal import Problem, Refused
from tests.lists import line, nik, workers
from tests.roles import NOVEMBER
from tests.sending import office_for_a_module

AT = datetime(2025, 12, 1, 9, 0).astimezone()
ON = date(2025, 12, 1)


def given(number, kpj=None, why=None, row=None):
    return Given(row or number + 1, nik(number), kpj, why)


def a_file(*answers, fingerprint="a", **more):
    return GivenFile(fingerprint, "balasan.xlsx", answers, **more)


def take(file, *, month=None, code="utama"):
    return take_answers(line=line_with(code), month=month, file=file, by="test", on=ON, at=AT)


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker, tmp_path_factory):
    """Three workers with a place, a fourth waiting; once for the module."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as made:
        made.load(line("utama", 3), line("csr", 5, kind="csr"))
        made.send(workers(1, 4))
        yield made


@pytest.fixture
def enrolled(office, db):
    """The office of the module; what a test does is taken back."""
    return office


def numbers():
    return dict(Person.objects.filter(kpj__isnull=False).values_list("nik", "kpj"))


def test_numbers_go_to_the_workers_and_refusals_stand_with_their_reason(enrolled):
    file, fresh = take(a_file(given(1, "12345678901"), given(2, why="Usia di atas 65"), given(3)))
    assert fresh and (file.rows, file.numbered, file.accepted, file.refused, file.problems) == (3, 1, 1, 1, 0)
    assert numbers() == {nik(1): "12345678901"}
    said = set(Answer.objects.values_list("person__nik", "outcome", "refused_why"))
    assert said == {(nik(1), "numbered", None), (nik(2), "refused", "Usia di atas 65"), (nik(3), "accepted", None)}


def free_places():
    return Quota.objects.get(line__code="utama", region="32.14.16").taken, LineBalance.objects.get(
        line__code="utama"
    ).committed_idr


def test_whom_bpjs_refuses_gives_place_and_money_to_the_next_who_waits_with_the_reason(enrolled):
    assert free_places() == (3, 6 * 16_800)
    take(a_file(given(1, "12345678901"), given(2, why="Usia di atas 65")))
    assert free_places() == (3, 5 * 16_800), "two months less, and December of the fourth"
    assert [m.month for m in CoverMonth.objects.filter(person__nik=nik(4))] == [NOVEMBER.replace(month=12)]
    ended = Enrolment.objects.get(person__nik=nik(2))
    assert (ended.state, ended.ended_why, ended.ended_on) == ("ended", "refused", ON)
    assert not CoverMonth.objects.filter(person__nik=nik(2)).exists() and CoverEnded.objects.count() == 2
    assert Answer.objects.get(person__nik=nik(2)).refused_why == "Usia di atas 65" and miscarried() == []


def test_whom_bpjs_refuses_for_a_month_keeps_the_months_before(enrolled):
    take(a_file(given(2, why="Pindah")), month=Month(2025, 12))
    assert [m.month for m in CoverMonth.objects.filter(person__nik=nik(2))] == [NOVEMBER]
    assert free_places() == (3, 6 * 16_800), "the December that ended is the fourth's"


def test_the_same_answers_twice_change_nothing(enrolled):
    first, _ = take(a_file(given(1, "12345678901")))
    again, fresh = take(a_file(given(1, "12345678901")))
    assert (again.pk, fresh) == (first.pk, False) and AnswerFile.objects.count() == Answer.objects.count() == 1


def test_the_same_answers_for_another_month_are_another_file(enrolled):
    _, first = take(a_file(given(1)), month=Month(2025, 11))
    _, second = take(a_file(given(1)), month=Month(2025, 12))
    assert (
        first
        and second
        and set(Answer.objects.values_list("month", flat=True)) == {NOVEMBER, NOVEMBER.replace(month=12)}
    )


def test_a_month_that_the_line_does_not_pay_is_refused(enrolled):
    with pytest.raises(Refused, match="answers_of_another_month"):
        take(a_file(given(1)), month=Month(2026, 1))


def test_answers_of_strangers_are_problems_with_their_rows_and_every_row_is_counted(enrolled):
    strangers = given(4, "12345678904"), given(99, "12345678999")
    file, _ = take(a_file(given(1, "12345678901"), *strangers, problems=[Problem("answer_twice", "3")], ignored=2))
    assert file.told == [[3, "answer_twice"], [5, "answer_not_on_line"], [100, "answer_nik_unknown"]]
    assert (file.rows, file.numbered, file.problems, file.ignored) == (6, 1, 3, 2)
    assert numbers() == {nik(1): "12345678901"}


def test_a_worker_of_another_line_gets_no_number_from_this_one(enrolled):
    file, _ = take(a_file(given(1, "12345678901")), code="csr")
    assert file.told == [[2, "answer_not_on_line"]] and numbers() == {}


def test_a_number_that_somebody_else_has_is_a_problem_unless_it_is_given_up(enrolled):
    take(a_file(given(1, "12345678901"), given(2, "12345678902")))
    file, _ = take(a_file(given(3, "12345678901"), fingerprint="b"))
    assert file.told == [[4, "answer_kpj_of_another"]]
    take(a_file(given(1, "12345678902"), given(2, "12345678901"), fingerprint="c"))
    assert numbers() == {nik(1): "12345678902", nik(2): "12345678901"}


def test_a_run_that_is_killed_half_way_leaves_nothing(enrolled, monkeypatch):
    def killed():
        raise KeyboardInterrupt

    monkeypatch.setattr("payung.membership.actions.take_answers.note_numbers", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        take(a_file(given(1, "12345678901")))
    assert not AnswerFile.objects.exists() and numbers() == {}


def test_an_area_takes_answers_for_its_own_workers_alone(enrolled):
    from payung.access.queries import seeing
    from payung.units.region import Area

    with seeing(Area("32.14.16"), by="test"):
        file, _ = take(a_file(given(1, "12345678901")))
    assert file.numbered == 1
    with seeing(Area("33"), by="test"), connection.cursor() as db:
        db.execute("SELECT count(*) FROM bpjs_answer")
        assert db.fetchone() == (0,)
    enrolled.look()
