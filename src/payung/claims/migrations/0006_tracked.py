"""Whoever knows a claim's number and an heir's birth day may follow it without an account."""

from django.db import migrations

TRACK = """
-- Tells where a claim lies to whoever knows its number and the birth day of one of its heirs; the same nothing to anybody else.
CREATE FUNCTION claim_followed(asked text, born date) RETURNS text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.village FROM claim c
    WHERE c.number = $1
        AND EXISTS (SELECT FROM claim_heir h WHERE h.claim_id = c.id AND h.removed_why = '' AND h.birth_on = $2);
$$;
REVOKE EXECUTE ON FUNCTION claim_followed FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT EXECUTE ON FUNCTION claim_followed TO payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_forgotten")]
    operations = [migrations.RunSQL(TRACK, "DROP FUNCTION claim_followed")]
