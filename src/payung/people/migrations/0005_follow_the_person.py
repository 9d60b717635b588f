"""Requests follow the person to the present village, and a withdrawal ends the consents of former villages too."""

from django.db import migrations

FOLLOW = """
SELECT let_follow_the_person('data_request');
UPDATE data_request r SET village = p.village FROM person p WHERE p.id = r.person_id AND p.village <> r.village;

-- Ends every consent of a person in sight, in whatever village it was given: the present one sees none of the former ones.
CREATE FUNCTION withdraw_consents(asked bigint, moment timestamptz, said text) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ended bigint;
BEGIN
    INSERT INTO consent_withdrawal (consent_id, person_id, village, withdrawn_at, withdrawn_by, why)
    SELECT c.id, p.id, c.village, moment, written_by(), said
    FROM person p JOIN consent c ON c.people @> ARRAY[p.id]
    WHERE p.id = asked AND p.village >= area_from() COLLATE "C" AND p.village < area_until() COLLATE "C"
    ON CONFLICT (consent_id, person_id) DO NOTHING;
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;
"""
UNDO = """
DROP FUNCTION withdraw_consents;
DROP TRIGGER data_request_follows_the_person ON person;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_erasure")]
    operations = [migrations.RunSQL(FOLLOW, UNDO)]
