"""A check for whole statements: every village that was written is in the region tree."""

from django.db import migrations

# A foreign key would check row by row (about 5 us each); this checks the distinct villages of a statement at once.
FORWARD = """
CREATE FUNCTION village_must_exist() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT village FROM fresh) AS written
        WHERE NOT EXISTS (SELECT FROM region WHERE code = written.village AND length(code) = 13)
    ) THEN
        RAISE EXCEPTION '% lies in an unknown village', TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_TABLE_NAME || '_lies_in_a_known_village';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION require_known_villages(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER village_of_inserts AFTER INSERT ON %s REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION village_must_exist()', watched);
    EXECUTE format('CREATE TRIGGER village_of_updates AFTER UPDATE ON %s REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION village_must_exist()', watched);
END $$;
REVOKE EXECUTE ON FUNCTION require_known_villages, village_must_exist FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE INSERT, UPDATE, DELETE ON region FROM payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, "DROP FUNCTION require_known_villages, village_must_exist")]
