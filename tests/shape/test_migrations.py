"""Migrations say what the models say, and every one of them can be undone."""

import psycopg
import pytest

from tests.content import tables
from tests.warm import python

OURS = ("intake", "screening", "cards", "membership", "programmes", "funding", "people", "access", "sealing", "regions")
PROGRAM = "import django, sys; django.setup(); from django.core.management import call_command as c; {}"


def django(installation, statement):
    done = python("-c", PROGRAM.format(statement), environment=installation.environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_the_models_and_the_migrations_agree(fresh_database):
    assert "No changes" in django(fresh_database, "c('makemigrations', check=True, dry_run=True, verbosity=1)")


SCHEMA = """
    SELECT 'column', table_name || '.' || column_name, data_type || coalesce(column_default, '') || is_nullable
        FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'policy', polname, polrelid::regclass::text || pg_get_expr(polqual, polrelid) FROM pg_policy
    UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'rights', relname, relacl::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""  # fmt: skip


def schema(db):
    return sorted(map(str, db.execute(SCHEMA).fetchall()))


@pytest.fixture
def undone(fresh_database):
    """The schema before, after everything of ours was taken back, and after it was made again."""
    with psycopg.connect(fresh_database.owner_url) as db:
        before = schema(db)
    back = "".join(f"c('migrate', '{app}', 'zero', database='owner', verbosity=0);" for app in OURS)
    django(fresh_database, back)
    with psycopg.connect(fresh_database.owner_url) as db:
        empty = (
            tables(db),
            {row for row in schema(db) if not row.startswith(("('function', 'procrastinate", "('trigger', 'procra"))},
        )
    django(fresh_database, "c('migrate', database='owner', verbosity=0)")
    with psycopg.connect(fresh_database.owner_url) as db:
        yield before, empty, schema(db)


def test_every_migration_can_be_taken_back_and_made_again(undone):
    before, (left, schema_left), again = undone
    assert [
        table
        for table in left
        if not table.startswith(
            ("django_", "auth_", "procrastinate_", "account_", "mfa_", "socialaccount_", "usersessions_")
        )
    ] == []
    assert [row for row in schema_left if row.startswith(("('function'", "('policy'"))] == []
    assert again == before
