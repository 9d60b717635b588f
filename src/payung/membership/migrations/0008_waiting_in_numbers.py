"""How many wait in each village is a number: whoever sees numbers sees it, and nobody who waits."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION waiting_counts(of_line bigint) RETURNS TABLE (village varchar, workers bigint) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.village, count(*) FROM enrolment e
    WHERE e.line_id = of_line AND e.state = 'waiting'
        AND e.village >= numbers_from() COLLATE "C" AND e.village < numbers_until() COLLATE "C"
    GROUP BY e.village
$$;
"""
UNDO = "DROP FUNCTION waiting_counts"


class Migration(migrations.Migration):
    dependencies = [("membership", "0007_ended_cover"), ("programmes", "0004_nested_places")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
