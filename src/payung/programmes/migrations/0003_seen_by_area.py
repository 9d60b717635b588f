"""Programmes, workforce, quotas and releases are seen by area, and every change of them leaves a row of history."""

from django.db import migrations

FORWARD = """
UPDATE funding_line SET region = programme.region FROM programme WHERE programme.code = programme_code;

SELECT protect_numbers('programme', 'region'), protect_numbers('workforce', 'village'),
    protect_numbers('quota', 'region'), protect_numbers('place_release', 'to_region'),
    lines_sum_is_seen('quota'), lines_sum_is_seen('place_release');
CREATE POLICY areas_below_see_it ON programme FOR SELECT USING (region = ANY ((SELECT areas_above())::text[]));
CREATE POLICY line_sees_its_programme ON programme FOR SELECT
    USING (code = (SELECT programme_code FROM funding_line WHERE id = (SELECT line_seen())));
-- Whoever takes a place in a village takes it from every level above as well.
CREATE POLICY areas_below_take_from_it ON quota USING (region = ANY ((SELECT areas_above())::text[]));
CREATE POLICY giving_area_sees_it ON place_release FOR SELECT USING (
    from_region >= (SELECT numbers_from() COLLATE "C") AND from_region < (SELECT numbers_until() COLLATE "C"));

SELECT keep_history_at('programme', 'region', 'hashtextextended(code, 0)'), keep_history_at('workforce', 'village'),
    keep_history_at('quota', 'region'), keep_history_at('place_release', 'to_region');
"""
UNDO = """
SELECT forget_history(guarded::regclass) FROM unnest(ARRAY['programme', 'workforce', 'quota', 'place_release']) AS guarded;
DROP POLICY line_sees_its_sums ON quota; DROP POLICY line_sees_its_sums ON place_release;
DROP POLICY areas_below_see_it ON programme; DROP POLICY line_sees_its_programme ON programme;
DROP POLICY areas_below_take_from_it ON quota; DROP POLICY giving_area_sees_it ON place_release;
DO $$ DECLARE guarded text; BEGIN
    FOREACH guarded IN ARRAY ARRAY['programme', 'workforce', 'quota', 'place_release'] LOOP
        EXECUTE format('DROP POLICY owner_keeps_everything ON %I', guarded);
        EXECUTE format('DROP POLICY area_sees_its_own ON %I', guarded);
        EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', guarded);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_lines_belong"), ("funding", "0002_seen_by_area")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
