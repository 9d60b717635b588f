"""What only somebody who acts on a line may see costs nothing for everybody else: neither a call nor a plan."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION programme_seen() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN coalesce((SELECT programme_code FROM funding_line WHERE code = acting('line')), '');
DO $$ DECLARE guarded text; BEGIN
    FOREACH guarded IN ARRAY ARRAY['cover_count', 'quota', 'place_release'] LOOP
        EXECUTE format('ALTER POLICY line_sees_its_sums ON %I
            USING (line_id = (SELECT CASE WHEN acting(''line'') = '''' THEN 0 ELSE line_seen() END))', guarded);
    END LOOP;
END $$;
-- A sub-select on funding_line would be planned, with the policies of that table, for every question about a programme.
ALTER POLICY line_sees_its_programme ON programme
    USING (code = (SELECT CASE WHEN acting('line') = '' THEN '' ELSE programme_seen() END));
"""
UNDO = """
DO $$ DECLARE guarded text; BEGIN
    FOREACH guarded IN ARRAY ARRAY['cover_count', 'quota', 'place_release'] LOOP
        EXECUTE format('ALTER POLICY line_sees_its_sums ON %I USING (line_id = (SELECT line_seen()))', guarded);
    END LOOP;
END $$;
ALTER POLICY line_sees_its_programme ON programme
    USING (code = (SELECT programme_code FROM funding_line WHERE id = (SELECT line_seen())));
DROP FUNCTION programme_seen;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0005_move_by_name"), ("programmes", "0003_seen_by_area")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
