"""A funding line belongs to a programme. The tables of funding lie on a lower floor, so the key is made from here."""

from django.db import migrations

FORWARD = """
ALTER TABLE funding_line ADD CONSTRAINT funding_line_belongs_to_a_programme
    FOREIGN KEY (programme_code) REFERENCES programme (code) DEFERRABLE INITIALLY DEFERRED;
SELECT require_known_villages('workforce');
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON place_release FROM payung_app;
        REVOKE DELETE ON programme, funding_line, quota, workforce FROM payung_app;
    END IF;
END $$;
"""
UNDO = """
ALTER TABLE funding_line DROP CONSTRAINT funding_line_belongs_to_a_programme;
DROP TRIGGER village_of_inserts ON workforce; DROP TRIGGER village_of_updates ON workforce;
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_first"), ("funding", "0001_first"), ("regions", "0002_villages_exist")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
