"""The consent that a health result rests on is found by its worker's key, however many there are.

Whether an array holds a number is asked behind the policies of the table, and so of every row; an equality is asked of the index.
"""

from django.db import migrations

CHANGE = """
DO $change$ DECLARE known text := pg_get_functiondef('health_result_needs_consent'::regproc); piece text := '{old}'; BEGIN
    IF length(known) - length(replace(known, piece, '')) <> length(piece) THEN
        RAISE EXCEPTION 'health_result_needs_consent is not what this migration changes';
    END IF;
    EXECUTE replace(known, piece, '{new}');
END $change$;
"""
ANY, FIRST = "c.people @> ARRAY[NEW.person_id]", "c.people[1] = NEW.person_id"
INDEX = """
DROP INDEX consent_to_health_checks;
CREATE INDEX consent_to_health_checks ON consent ((people[1])) WHERE purpose = 'health-check';
"""
FORMER_INDEX = """
DROP INDEX consent_to_health_checks;
CREATE INDEX consent_to_health_checks ON consent USING gin (people) WHERE purpose = 'health-check';
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0002_rests_on_consent"), ("people", "0007_health_checks_one_by_one")]
    operations = [
        migrations.RunSQL(INDEX, FORMER_INDEX),
        migrations.RunSQL(CHANGE.format(old=ANY, new=FIRST), CHANGE.format(old=FIRST, new=ANY)),
    ]
