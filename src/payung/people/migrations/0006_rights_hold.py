"""Whether a consent stands is told across villages, so that a move hides no withdrawal and no consent."""

from django.db import migrations

CONSENT = """
-- Whether a worker in sight consents to something: true while one consent stands, false once all are withdrawn, null if none was
-- ever noted. Asked across villages, because consents stay where they were given and the worker may have moved.
CREATE FUNCTION consent_stands(asked bigint, wanted text) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT bool_or(gone.id IS NULL)
    FROM person p JOIN consent c ON c.people @> ARRAY[p.id] AND c.purpose = wanted
    LEFT JOIN consent_withdrawal gone ON gone.consent_id = c.id AND gone.person_id = p.id
    WHERE p.id = asked AND p.village >= area_from() COLLATE "C" AND p.village < area_until() COLLATE "C"
$$;
"""
UNDO_CONSENT = "DROP FUNCTION consent_stands;"


class Migration(migrations.Migration):
    dependencies = [("people", "0005_follow_the_person")]
    operations = [migrations.RunSQL(CONSENT, UNDO_CONSENT)]
