"""A walk through the catalogue: a new table that knows a village or a person must be guarded, or this fails."""

import pytest

from tests.roles import as_owner

# They know a village but no person: numbers of workers that anyone may see.
COUNTS_ALONE = {"workforce", "cover_count"}
POINTS_AT_PEOPLE = (
    "village",
    "nik",
    "person_id",
    "batch_id",
    "area",
    "phone",
    "kk",
    "heir_name",
    "birth_on",
    "mother_name",
)
# Whoever signs in has an area, and is no worker.
NO_WORKERS = {"app_user", "service_token"}

TABLES = """
    SELECT relname, relrowsecurity AND relforcerowsecurity,
        ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = pg_class.oid ORDER BY 1)
    FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = ANY (%s) AND NOT attisdropped)
"""


def guards(db):
    rows = db.execute(TABLES, [list(POINTS_AT_PEOPLE)]).fetchall()
    return {table: (forced, policies) for table, forced, policies in rows if table not in COUNTS_ALONE | NO_WORKERS}


def open_to_all(db):
    """Tables with people that row-level security does not guard in full."""
    return {
        table for table, (forced, policies) in guards(db).items() if not forced or "area_sees_its_own" not in policies
    }


def test_every_table_with_people_is_guarded_by_area():
    with as_owner() as db:
        assert open_to_all(db) == set()
        assert set(guards(db)) >= {"person", "enrolment", "cover_month", "card", "history", "batch", "batch_problem"}


@pytest.mark.parametrize("column", ["village varchar(13)", "nik varchar(16)", "person_id bigint"])
def test_a_new_table_without_a_policy_would_be_found(column):
    with as_owner() as db:
        db.execute(f"CREATE TABLE visit (id bigint, {column})")
        assert open_to_all(db) == {"visit"}


@pytest.mark.parametrize("table", ["person", "enrolment", "card"])
def test_every_bulk_table_with_people_keeps_its_history(table):
    watching = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'history%%' AND tgenabled = 'O'"
    )
    with as_owner() as db:
        names = {name for (name,) in db.execute(watching, [table])}
    assert names == {"history_of_inserts", "history_of_updates", "history_of_deletes"}


def test_the_program_runs_without_the_right_to_bypass_row_level_security():
    asked = "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname LIKE 'payung%'"
    with as_owner() as db:
        assert {row[0]: row[1:] for row in db.execute(asked)}["payung_app"] == (False, False, False)
        member = "SELECT pg_has_role('payung_app', 'payung_owner', 'MEMBER')"
        assert db.execute(member).fetchone() == (False,)


def test_a_function_that_runs_as_the_owner_fixes_where_it_looks_for_names():
    loose = """SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
        AND NOT coalesce(proconfig::text LIKE '%search_path=public, pg_temp%', false)"""
    with as_owner() as db:
        assert db.execute(loose).fetchall() == []


def test_the_only_ways_around_the_guard_are_the_ones_we_know():
    definers = """SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
        AND has_function_privilege('payung_app', oid, 'EXECUTE')"""
    with as_owner() as db:
        assert {name for (name,) in db.execute(definers)} == {"known_workers", "move_people", "open_months"}


def test_every_view_and_materialised_view_would_be_looked_at_too():
    views = "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
    with as_owner() as db:
        assert db.execute(views).fetchall() == [], "a view runs with its owner's eyes: guard it, then name it here"
