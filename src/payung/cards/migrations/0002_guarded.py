"""Cards are seen by their area, and every change leaves a row of history."""

from django.db import migrations

FORWARD = """
SELECT protect_by_area('card'), keep_history('card'), require_known_villages('card');
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN REVOKE DELETE ON card FROM payung_app; END IF;
END $$;
"""
UNDO = """
DROP TRIGGER history_of_inserts ON card; DROP TRIGGER history_of_updates ON card; DROP TRIGGER history_of_deletes ON card;
DROP TRIGGER village_of_inserts ON card; DROP TRIGGER village_of_updates ON card;
DROP POLICY owner_keeps_everything ON card; DROP POLICY area_sees_its_own ON card;
ALTER TABLE card DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("cards", "0001_first"), ("membership", "0002_ledger_of_months")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
