"""Health results rest on explicit consent (people/privacy.toml): without one that still holds, none is kept."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION health_result_needs_consent() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM consent c WHERE c.purpose = 'health-check' AND c.people @> ARRAY[NEW.person_id]
            AND c.given_on <= NEW.measured_on
            AND NOT EXISTS (SELECT FROM consent_withdrawal w WHERE w.consent_id = c.id AND w.person_id = NEW.person_id)
    ) THEN
        RAISE EXCEPTION 'no consent to health checks'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'health_result_rests_on_consent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent BEFORE INSERT ON health_result FOR EACH ROW EXECUTE FUNCTION health_result_needs_consent();
REVOKE EXECUTE ON FUNCTION health_result_needs_consent FROM PUBLIC;
-- Few rows, each of one worker; the long lists of the enrolments are not in it.
CREATE INDEX consent_to_health_checks ON consent USING gin (people) WHERE purpose = 'health-check';
"""
UNDO = """
DROP INDEX consent_to_health_checks;
DROP TRIGGER consent ON health_result;
DROP FUNCTION health_result_needs_consent;
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_first"), ("people", "0005_follow_the_person")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
