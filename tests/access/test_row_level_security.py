"""Who sees what, asked in raw SQL: a bug in Python must not show a village to a stranger."""

import psycopg
import pytest

from tests.roles import (
    ELSEWHERE,
    NEIGHBOUR,
    NOVEMBER,
    TANJUNGSARI,
    a_batch,
    a_line,
    a_month,
    a_person,
    a_programme,
    an_enrolment,
    as_app,
    open_november,
    put,
    see,
)  # fmt: skip

WITH_PEOPLE = ("person", "enrolment", "cover_month", "card", "history", "batch", "batch_problem")
REFUSED = psycopg.errors.InsufficientPrivilege


def a_life(db, line, village, number):
    """One worker of a village with all that can be known: enrolment, month, card, batch and its problem."""
    person = a_person(db, nik=f"32149917058000{number:02d}", village=village, phone="081200000000")
    an_enrolment(db, person, line, village=village)
    a_month(db, person, line, village=village)
    put(db, "card", number=f"CARD{number}", person_id=person, line_id=line, village=village, first_month=NOVEMBER,
        until="2026-01-01", issued_on=NOVEMBER)  # fmt: skip
    batch = a_batch(db, line, fingerprint=f"f{number}", area=village)
    put(db, "batch_problem", batch_id=batch, sheet_row=number, code="already_covered")
    return person


@pytest.fixture
def db():
    """One life in each of two neighbouring villages and in another province, seen with nobody's eyes yet."""
    with as_app() as db:
        a_programme(db)
        line = a_line(db)
        open_november(db)
        for number, village in enumerate((TANJUNGSARI, NEIGHBOUR, ELSEWHERE), 1):
            a_life(db, line, village, number)
        yield db


def seen(db, table):
    return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.parametrize("table", WITH_PEOPLE)
def test_without_an_area_there_are_no_rows_at_all(db, table):
    db.execute("SELECT set_config('payung.area_from', '', true), set_config('payung.area_until', '', true)")
    assert seen(db, table) == 0


@pytest.mark.parametrize("table", WITH_PEOPLE)
def test_a_new_connection_has_no_area(table):
    with as_app(area=None) as db:
        assert seen(db, table) == 0


@pytest.mark.parametrize("table", WITH_PEOPLE)
def test_a_village_sees_its_own_and_the_country_sees_all(db, table):
    lives = f"{table} WHERE village IN ('{TANJUNGSARI}', '{NEIGHBOUR}', '{ELSEWHERE}')" if table == "history" else table
    everything = seen(db, lives)
    own = seen(see(db, TANJUNGSARI), table)
    assert own > 0 and everything == 3 * own


@pytest.mark.parametrize(("area", "people"), [("32.14.16", 2), ("32.14", 2), ("32", 2), ("33", 1), ("32.15", 0)])
def test_an_area_is_everything_below_its_code(db, area, people):
    assert seen(see(db, area), "person") == people


def test_a_code_that_merely_begins_alike_lies_outside(db):
    assert seen(see(db, "32.14.16.2006"), "person") == 1


@pytest.mark.parametrize("table", ["person", "enrolment", "card"])
def test_rows_of_another_village_cannot_be_changed(db, table):
    see(db, TANJUNGSARI)
    changed = db.execute(f"UPDATE {table} SET village = village").rowcount
    assert changed == 1, "only its own"


@pytest.mark.parametrize("table", ["person", "enrolment", "card"])
def test_an_own_row_cannot_be_pushed_outside(db, table):
    see(db, TANJUNGSARI)
    with pytest.raises(REFUSED):
        db.execute(f"UPDATE {table} SET village = %s", [NEIGHBOUR])


def write_person(db):
    a_person(db, village=NEIGHBOUR, nik="3214991705800099")


def write_enrolment(db):
    an_enrolment(db, 1, 1, village=NEIGHBOUR)


def write_month(db):
    a_month(db, 1, 1, village=NEIGHBOUR)


def write_batch(db):
    a_batch(db, 1, area=NEIGHBOUR)


def write_batch_of_the_whole_country(db):
    a_batch(db, 1, area="")


def write_problem_of_a_strangers_batch(db):
    put(db, "batch_problem", batch_id=999_999, sheet_row=1, code="x")


@pytest.mark.parametrize(
    "write",
    [write_person, write_enrolment, write_month, write_batch, write_batch_of_the_whole_country,
     write_problem_of_a_strangers_batch],
)  # fmt: skip
def test_nothing_is_written_outside_the_area(db, write):
    see(db, TANJUNGSARI)
    with pytest.raises(REFUSED):
        write(db)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET by = 'somebody else'",
        "DELETE FROM history",
        "INSERT INTO history (at, by, table_name, row_ids, verb, village) VALUES (now(), 'x', 'card', '{1}', 'I', '32.14')",
        "TRUNCATE history",
        "UPDATE cover_month SET price_idr = 0",
        "DELETE FROM cover_month",
        "TRUNCATE cover_month",
        "INSERT INTO cover_count VALUES ('2025-11-01', '32.14.16.2005', 1, 100, 0)",
        "UPDATE cover_count SET workers = 0",
        "DELETE FROM cover_count",
        "DELETE FROM person",
        "DELETE FROM enrolment",
        "DELETE FROM card",
        "DELETE FROM quota",
        "DELETE FROM funding_line",
        "DELETE FROM programme",
        "UPDATE place_release SET places = 1",
        "DELETE FROM place_release",
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY area_sees_its_own ON person",
        "ALTER TABLE person DISABLE TRIGGER ALL",
        "SET ROLE payung_owner",
        "SELECT protect_by_area('person')",
        "SELECT keep_history('person')",
    ],
)
def test_the_program_has_no_right_to_rewrite_what_happened(db, statement):
    with pytest.raises(REFUSED):
        db.execute(statement)


@pytest.mark.parametrize("verb", ["SELECT * FROM cover_2025_11", "DELETE FROM cover_2025_11", "TRUNCATE cover_2025_11"])
def test_a_partition_cannot_be_reached_around_its_table(db, verb):
    with pytest.raises(REFUSED):
        db.execute(verb)


def test_the_one_question_across_areas_tells_id_state_and_payer_kind_and_nothing_else(db):
    see(db, TANJUNGSARI)
    line = db.execute("SELECT id FROM funding_line").fetchone()[0]
    asked = "SELECT * FROM known_workers(ARRAY['3214991705800002', '3214991705800077'], %s, '2025-11-01', '2025-12-01')"
    told = db.execute(asked, [line])
    assert [column.name for column in told.description] == ["nik", "person_id", "state", "payer_kind"]
    ((nik, _, state, payer_kind),) = told.fetchall()
    assert (nik, state, payer_kind) == ("3214991705800002", "placed", "csr")


def test_the_one_question_knows_nothing_of_months_that_are_not_asked_for(db):
    asked = "SELECT payer_kind FROM known_workers(ARRAY['3214991705800002'], 0, '2026-01-01', '2026-02-01')"
    assert see(db, TANJUNGSARI).execute(asked).fetchall() == [(None,)]


def test_a_worker_can_only_be_moved_into_the_area_that_is_seen(db):
    see(db, TANJUNGSARI)
    db.execute(
        "SELECT move_people(ARRAY['3214991705800002'], ARRAY[%s], ARRAY['SITI'], '2025-11-01', '2026-01-01')",
        [ELSEWHERE],
    )
    assert seen(see(db, ELSEWHERE), "person") == 1, "still only the one who lives there"


def test_a_worker_whom_somebody_pays_for_is_not_moved(db):
    see(db, ELSEWHERE)
    asked = "SELECT move_people(ARRAY['3214991705800002'], ARRAY[%s], ARRAY['SITI'], '2025-11-01', '2025-12-01')"
    assert db.execute(asked, [ELSEWHERE]).fetchone() == (0,)
