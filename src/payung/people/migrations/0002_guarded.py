"""Workers are seen by their area, their villages exist, and every change leaves a row of history."""

from django.db import migrations

FORWARD = """
-- Said without a regular expression, which costs a bulk load a second per million workers.
ALTER TABLE person ADD CONSTRAINT person_nik_is_16_digits
    CHECK (octet_length(nik) = 16 AND translate(nik, '0123456789', '') = '');
SELECT protect_by_area('person'), keep_history('person'), require_known_villages('person');
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE DELETE ON person FROM payung_app;
        GRANT MAINTAIN ON person TO payung_app;
    END IF;
END $$;
"""

UNDO = """
ALTER TABLE person DROP CONSTRAINT person_nik_is_16_digits;
DROP TRIGGER history_of_inserts ON person; DROP TRIGGER history_of_updates ON person; DROP TRIGGER history_of_deletes ON person;
DROP TRIGGER village_of_inserts ON person; DROP TRIGGER village_of_updates ON person;
DROP POLICY owner_keeps_everything ON person; DROP POLICY area_sees_its_own ON person;
ALTER TABLE person DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first"), ("access", "0002_area_and_history"), ("regions", "0002_villages_exist")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
