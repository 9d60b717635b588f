"""A complaint from the word of a neighbour to its answer: number, day, owner, answer, opened again once, and forgotten."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from payung.access.queries import seeing
from payung.complaints.actions.answer import answer
from payung.complaints.actions.reopen import reopen
from payung.complaints.actions.take import take
from payung.complaints.actions.write_down import Told, write_down
from payung.complaints.queries import Wanted, complaints_about, counted, steps, whole_list, work_list
from payung.people.actions.erase import erase
from payung.people.models import Person
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.claims.cases import covered_since, reported
from tests.roles import TANJUNGSARI

ON, AT = date(2025, 11, 24), datetime(2025, 11, 24, 9, 0).astimezone()
PURWAKARTA = Area("32.14")


def told(**changes):
    said = {"about": "card", "said": "Nama di kartu salah", "teller_name": "Ujang", "village": TANJUNGSARI}
    return Told(**said | changes)


def written(on=ON, days=10, **changes):
    return write_down(law=law(), told=told(**changes), days=days, by="operator", on=on, at=AT)


def by_officer(name="petugas"):
    return seeing(PURWAKARTA, by=name)


@pytest.fixture
def looking(office):
    with by_officer():
        yield office


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_a_complaint_is_due_after_working_days_that_know_the_holidays(looking):
    assert written().due_on == date(2025, 12, 8)
    # Christmas and its collective leave lie between.
    assert written(on=date(2025, 12, 24), days=2).due_on == date(2025, 12, 30)


def test_an_officer_takes_it_and_answers_it_and_nobody_else_does(looking):
    made = written()
    assert code_of(lambda: answer(number=made.number, words="x", by="petugas", at=AT)) == "complaint_is_not_taken"
    take(number=made.number, by="petugas")
    assert code_of(lambda: answer(number=made.number, words="x", by="lain", at=AT)) == "complaint_of_another_owner"
    done = answer(number=made.number, words=" Kartu dicetak ulang. ", by="petugas", at=AT)
    assert (done.state, done.owner, done.answer) == ("answered", "petugas", "Kartu dicetak ulang.")
    assert code_of(lambda: take(number=made.number, by="petugas")) == "complaint_is_answered"
    assert [(each.to_state, each.said) for each in steps(done)] == [
        ("received", ""), ("taken", ""), ("answered", "Kartu dicetak ulang."),
    ]  # fmt: skip


def test_an_answered_one_is_opened_again_once_and_its_days_run_anew(looking):
    made = written()
    assert code_of(lambda: again(made)) == "complaint_is_not_answered"
    for last in (False, True):
        take(number=made.number, by="petugas")
        answer(number=made.number, words="beres", by="petugas", at=AT)
        if not last:
            opened = again(made)
            assert (opened.state, opened.owner, opened.answer, opened.due_on) == ("received", "", "", date(2099, 1, 16))
    assert code_of(lambda: again(made)) == "complaint_was_reopened"


def again(made):
    return reopen(law=law(), number=made.number, why="masih salah", days=10, on=date(2099, 1, 2))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("complaint_says_nothing", {"said": "  "}),
        ("complaint_too_long", {"said": "a" * 2001}),
        ("complaint_names_a_nik", {"said": "NIK 3214 9917 0580 0001 salah"}),
        ("complaint_names_a_nik", {"reference": "3214991705800001"}),
        ("complaint_about_unknown", {"about": "weather"}),
        ("complaint_teller_missing", {"teller_name": " "}),
        ("worker_unknown", {"person_id": 999_999}),
        ("worker_unknown", {"village": ""}),
        ("claim_unknown", {"claim": "25-999999-XXXX"}),
    ],
)
def test_what_cannot_be_kept_is_refused(looking, code, changes):
    assert code_of(lambda: written(**changes)) == code


def test_the_account_of_an_heir_is_no_nik(looking):
    assert written(said="rekening 1234567890123 belum masuk").number == "ADU-2025-000001"


def test_one_about_a_claim_is_about_its_worker_where_the_worker_lives(office):
    claim = reported(covered_since(office, "2025-11", 2)).claim
    made = written(about="other", claim=claim.number, village="32.14.16.2006")
    assert (made.about, made.person_id, made.village) == ("claim", claim.person_id, claim.village)
    assert complaints_about(claim.pk) == [made]


def test_complaints_of_one_day_are_each_on_one_page(looking):
    made = [written(on=date(2025, 11, 12)).pk for _ in range(3)]
    early, late = written(on=date(2025, 11, 10)).pk, written(on=date(2025, 11, 24)).pk
    seen, after = [], None
    for _page in range(5):
        (row,), more = work_list(Wanted(PURWAKARTA), after=after, limit=1)
        seen, after = [*seen, row.pk], row.pk
    assert seen == [early, *made, late] and not more
    assert work_list(Wanted(PURWAKARTA), after=late) == ([], False)


def test_answered_ones_are_counted_and_listed_apart(looking):
    made = [written(), written()]
    take(number=made[0].number, by="petugas")
    answer(number=made[0].number, words="Sudah.", by="petugas", at=AT)
    count = counted(PURWAKARTA, on=date(2025, 11, 27), by="petugas")
    assert (count.by_state, count.mine) == ({"received": 1, "taken": 0, "answered": 1}, 0)
    assert [each.pk for each in work_list(Wanted(PURWAKARTA, ("answered",)))[0]] == [made[0].pk]


def test_the_list_begins_with_what_is_overdue_and_goes_on_page_by_page(looking):
    made = [written(on=date(2025, 11, day)) for day in (24, 10, 12)]
    take(number=made[2].number, by="petugas")
    wanted = Wanted(PURWAKARTA)
    first, more = work_list(wanted, limit=2)
    rest, end = work_list(wanted, after=first[-1].pk, limit=2)
    assert ([each.number[-1] for each in (*first, *rest)], more, end) == (["2", "3", "1"], True, False)
    assert list(whole_list(Wanted(PURWAKARTA, about="claim"))) == []
    assert [each.pk for each in whole_list(Wanted(PURWAKARTA, owner="petugas"))] == [made[2].pk]
    count = counted(PURWAKARTA, on=date(2025, 11, 27), by="petugas")
    assert (count.by_state, count.open, count.overdue, count.mine) == (
        {"received": 2, "taken": 1, "answered": 0},
        3,
        2,
        1,
    )


@pytest.mark.usefixtures("years_later")
def test_nobody_is_erased_while_a_complaint_is_open_and_then_its_words_go(office):
    person = covered_since(office, "2025-11", 2)
    with by_officer():
        made = written(person_id=person.pk, teller_name="IBU ROHAYATI")
        take(number=made.number, by="petugas")
    office.look()
    assert code_of(lambda: erase(person=person.pk, on=date(2040, 1, 1))) == "person_complaint_open"
    with by_officer():
        answer(number=made.number, words="kartu baru atas nama SITI", by="petugas", at=AT)
    office.look()
    erase(person=person.pk, on=date(2040, 1, 1))
    with connection.cursor() as db:
        db.execute(
            "SELECT string_agg(t::text, '') FROM (SELECT to_jsonb(c) AS t FROM complaint c UNION ALL SELECT to_jsonb(s)"
            " FROM complaint_step s UNION ALL SELECT before FROM history WHERE table_name LIKE 'complaint%') AS all_of_it"
        )
        (left,) = db.fetchone()
    assert made.number in left and [word for word in ("ROHAYATI", "kartu baru", "Nama di") if word in left] == []
    assert Person.objects.get(pk=person.pk).erased_on


@pytest.mark.parametrize(("days_after", "overdue"), [(-1, 0), (0, 0), (1, 1)])
def test_a_complaint_is_overdue_the_day_after_its_day_to_answer(looking, days_after, overdue):
    due_on = written().due_on
    assert counted(PURWAKARTA, on=due_on + timedelta(days=days_after), by="petugas").overdue == overdue
