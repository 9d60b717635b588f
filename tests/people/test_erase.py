"""A worker becomes a pseudonym after retention: nothing of the person is left, everything that is counted stays."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from payung.access.queries import seeing
from payung.intake import retention as retention_run
from payung.intake.models import Batch
from payung.intake.receive import folder_of
from payung.intake.retention import due, erase_due
from payung.people.actions.erase import erase
from payung.people.models import Person
from payung.people.queries import retention
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import line, nik, worker, workers
from tests.roles import a_month, a_person, a_world, an_enrolment, as_app, as_owner, breaks, put, see

pytestmark = pytest.mark.usefixtures("years_later")
AFTER = date(2036, 1, 1)  # two months paid from November 2025, then 120 months from the first of January
VILLAGE = "32.14.16.2005"
SUMS = """SELECT (SELECT json_agg(c ORDER BY c.month, c.person_id) FROM cover_month c),
    (SELECT json_agg(c ORDER BY c.month, c.village) FROM cover_count c), (SELECT json_agg(e ORDER BY e.id) FROM enrolment e),
    (SELECT json_agg(q ORDER BY q.id) FROM quota q)"""


def asked(statement, *given):
    with connection.cursor() as db:
        db.execute(statement, given)
        return db.fetchall()


@pytest.fixture
def listed(office):
    """Three workers covered for two months, one of whom has changed her name since."""
    office.load(line("utama", 5))
    office.load(line("utama", 5), line("csr", 5, kind="csr"))
    office.send(workers(1, 3))
    with connection.cursor() as db:
        db.execute("UPDATE person SET name = 'NAMA LAMA', phone = '081299990000' WHERE nik = %s", [nik(1)])
        db.execute("UPDATE person SET name = 'NAMA BARU' WHERE nik = %s", [nik(1)])
    return Person.objects.get(nik=nik(1))


def test_a_worker_becomes_a_pseudonym_and_every_sum_stays_equal(listed):
    before = asked(SUMS)
    erase(person=listed.pk, on=AFTER)
    after = Person.objects.get(pk=listed.pk)
    assert after.nik.startswith("X") and after.name == "Dihapus" and after.birth_on == date(1900, 1, 1)
    assert (after.phone, after.address, after.mother_name, after.kk, after.heir_name) == (None,) * 5
    assert after.village == VILLAGE and after.erased_on == AFTER
    assert asked(SUMS) == before and before[0][0]


def test_what_the_log_said_of_before_is_gone_and_the_log_says_so(listed):
    mine = "SELECT count(*) FROM history WHERE before::text LIKE ANY (ARRAY['%%NAMA LAMA%%', '%%NAMA BARU%%', %s])"
    assert asked(mine, f"%{listed.nik}%")[0][0] > 0
    done = erase(person=listed.pk, on=AFTER)
    assert done.images >= 3 and asked(mine, f"%{listed.nik}%") == [(0,)]
    noted = asked("SELECT sum(cardinality(row_ids)) FROM history WHERE verb = 'E' AND village = %s", VILLAGE)
    assert noted == [(done.images,)]
    whole = "SELECT count(*) FROM history h WHERE table_name = 'person' AND verb = 'U' AND row_ids[1] = %s"
    assert asked(whole, listed.pk)[0][0] >= 3, "that there were changes, by whom and when, is still told"


def test_the_nik_may_come_again_as_a_new_worker(listed, office):
    erase(person=listed.pk, on=AFTER)
    with seeing(Area(""), by="test"):
        assert not Person.objects.filter(nik=nik(1)).exists()
    office.look()
    report = office.send([worker(1)], "csr")
    assert report["landed"] == 1 and Person.objects.filter(nik=nik(1)).get().pk != listed.pk


def refused(person, on):
    with pytest.raises(Refused) as refusal:
        erase(person=person, on=on)
    return refusal.value.code


def test_who_is_covered_waits_or_is_kept_is_refused_with_the_reason(listed):
    assert refused(listed.pk, date(2025, 12, 31)) == "person_covered"
    assert refused(listed.pk, date(2026, 1, 1)) == "retention_running"
    assert refused(listed.pk, date(2035, 12, 31)) == "retention_running"
    assert refused(listed.pk + 1_000_000, AFTER) == "person_unknown"
    asked("UPDATE enrolment SET state = 'waiting' WHERE person_id = %s RETURNING id", listed.pk)
    assert refused(listed.pk, AFTER) == "person_waits"


def test_who_is_erased_is_not_erased_again(listed):
    erase(person=listed.pk, on=AFTER)
    assert refused(listed.pk, AFTER) == "person_erased"


def test_somebody_of_another_area_cannot_be_erased(listed, office):
    with seeing(Area("33.01"), by="test"):
        assert refused(listed.pk, AFTER) == "person_unknown"
        assert asked("SELECT erase_traces(ARRAY[%s])", listed.pk) == [(0,)]
    office.look()
    assert Person.objects.get(pk=listed.pk).erased_on is None


def test_images_of_a_worker_who_is_not_erased_cannot_be_asked_away(listed):
    assert asked("SELECT erase_traces(ARRAY[%s])", listed.pk) == [(0,)]


def test_the_dry_run_counts_and_changes_nothing_and_the_run_does_what_it_said(listed, office, settings):
    last = AFTER
    said = {(each.data, each.village): each.count for each in due(last)}
    office.look()
    assert said == {("identity", VILLAGE): 3, ("lists", ""): 1}
    assert Person.objects.filter(erased_on=None).count() == 3 and list(Path(settings.BATCH_FOLDER).iterdir())
    assert erase_due(last) == {"identity": 3, "lists": 1, "bank": 0, "health": 0, "claims": 0, "complaints": 0}
    office.look()
    assert Person.objects.filter(erased_on=last).count() == 3 and not list(Path(settings.BATCH_FOLDER).iterdir())
    history = asked("SELECT count(*) FROM history")
    assert due(last) == [] and sum(erase_due(last).values()) == 0
    office.look()
    assert asked("SELECT count(*) FROM history") == history, "a second run changes nothing"


def test_every_period_is_said_to_be_a_proposal():
    assert {retention(name).evidence for name in ("identity", "lists", "bank", "health")} == {"proposed"}


ERASED = (
    "UPDATE person SET {}nik = 'X00000000000000' || '1', name = 'Dihapus', birth_on = '1900-01-01',"
    " erased_on = '2040-01-01' WHERE id = %s"
)


def test_an_erased_row_holds_nothing_and_a_row_that_holds_something_is_not_erased():
    with as_app() as db:
        person, _ = a_world(db)
        with breaks(db, "person_nik_is_16_digits"):
            db.execute("UPDATE person SET nik = 'X000000000000001' WHERE id = %s", [person])
        with breaks(db, "person_erased_is_a_pseudonym"):
            db.execute(ERASED.format("phone = '0812', "), [person])
        with breaks(db, "person_nik_is_16_digits"):
            db.execute(ERASED.format("").replace("'X00000000000000' || '1'", "'3214991705800001'"), [person])


def test_the_database_itself_erases_nobody_with_cover_or_on_a_waiting_list():
    with as_app() as db:
        person, paid_by = a_world(db)
        a_month(db, person, paid_by)
        with breaks(db, "person_with_cover_is_not_erased"):
            db.execute(ERASED.format("").replace("2040-01-01", "2025-11-30"), [person])
        waiting = a_person(db, nik="3214991705800002")
        an_enrolment(db, waiting, paid_by, state="waiting")
        with breaks(db, "person_who_waits_is_not_erased"):
            db.execute(ERASED.format(""), [waiting])


def test_an_erased_worker_stays_erased():
    with as_app() as db:
        person, _ = a_world(db)
        db.execute(ERASED.format(""), [person])
        with breaks(db, "person_erased_stays_erased"):
            db.execute("UPDATE person SET name = 'SITI', erased_on = NULL WHERE id = %s", [person])


def test_rows_of_a_class_of_its_own_go_with_the_worker_and_by_their_own_time():
    with as_owner() as db:
        db.execute("ALTER TABLE health_result DROP CONSTRAINT health_result_is_sealed, ALTER results DROP NOT NULL")
        see(db, "")
        person, _ = a_world(db)
        other = a_person(db, nik="3214991705800002")
        for who in (person, other):
            consent = {"purpose": "health-check", "given_on": "2022-01-01", "how": "form", "noted_by": "t"}
            put(db, "consent", people=[who], village=VILLAGE, **consent)
        for who, day in ((person, "2025-11-21"), (other, "2022-01-01"), (other, "2025-11-21")):
            put(
                db,
                "health_result",
                person_id=who,
                village=VILLAGE,
                measured_on=day,
                event=day,
                entered_by="t",
                entered_at=day,
            )
        assert db.execute("SELECT erase_rows('health_result', 'measured_on', 24, '2025-11-21')").fetchone() == (1,)
        db.execute(ERASED.format(""), [person])
        db.execute("SELECT erase_traces(ARRAY[%s])", [person])
        assert db.execute("SELECT person_id FROM health_result").fetchall() == [(other,)]


def test_a_run_that_was_killed_is_taken_up_where_it_stopped(listed, office, monkeypatch):
    monkeypatch.setattr("payung.people.actions.erase.AT_ONCE", 1)
    whole, calls = retention_run.erase_next, []

    def killed_at_the_third(**asked):
        calls.append(asked)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return whole(**asked)

    monkeypatch.setattr(retention_run, "erase_next", killed_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        erase_due(AFTER)
    office.look()
    assert Person.objects.filter(erased_on=AFTER).count() == 2
    assert erase_due(AFTER)["identity"] == 1
    office.look()
    assert Person.objects.filter(erased_on=None).count() == 0


def test_files_of_a_list_that_comes_again_after_they_went_are_kept_anew(listed, office, settings):
    erase_due(AFTER)
    office.look()
    batch = Batch.objects.get()
    assert batch.files_gone_on == AFTER and batch.report is not None and not folder_of(batch).path.exists()
    office.sent = 0
    office.send(workers(1, 3))
    assert Batch.objects.get(pk=batch.pk).files_gone_on is None and folder_of(batch).source.exists()


def test_what_is_due_goes_every_night():
    assert ("erase-what-is-due", "") in app.periodic_registry.periodic_tasks
