"""Complaints are seen by the eyes that see cases (`see-claims`), not by whoever sees workers; so is what the log kept of them."""

from importlib import import_module

from django.db import migrations

TABLES = ("complaint", "complaint_step")
_CASES = import_module("payung.claims.migrations.0022_seen_by_whose_work_it_is").TABLES
# The policy of the log shows rows of these tables to the eyes for cases alone.
LOG = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        DROP POLICY IF EXISTS claims_are_for_whose_work_they_are ON history;
        CREATE POLICY claims_are_for_whose_work_they_are ON history AS RESTRICTIVE FOR SELECT TO payung_app
            USING ((SELECT claims_from()) IS NOT NULL OR table_name <> ALL (ARRAY[ALL_OF_THEM]));
    END IF;
END $$;
"""
NARROW, WIDEN = (
    LOG.replace("ALL_OF_THEM", ", ".join(f"'{name}'" for name in tables)) for tables in ((*_CASES, *TABLES), _CASES)
)
_ALTER = """ALTER POLICY area_sees_its_own ON {} USING (village >= (SELECT area_from() COLLATE "C")
    AND village < (SELECT area_until() COLLATE "C"));"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0003_read_in_order"), ("claims", "0024_acted_in_person")]
    operations = [
        migrations.RunSQL(
            "SELECT see_as_claims(name::regclass) FROM unnest(ARRAY['complaint', 'complaint_step']) AS name;",
            "\n".join(_ALTER.format(name) for name in TABLES),
        ),
        migrations.RunSQL(NARROW, WIDEN),
    ]
