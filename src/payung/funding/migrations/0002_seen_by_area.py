"""A funding line lies in its programme's region; it is seen there, above and below it, and by those who act on the line."""

from django.db import migrations, models

FORWARD = """
SELECT protect_numbers('funding_line', 'region'), keep_history_at('funding_line', 'region');
CREATE POLICY areas_below_see_it ON funding_line FOR SELECT USING (region = ANY ((SELECT areas_above())::text[]));
CREATE POLICY line_sees_itself ON funding_line FOR SELECT USING (code = (SELECT acting('line')));

-- The line that somebody acts on, for the policies of what hangs on it; 0, which no line has, for everybody else.
CREATE FUNCTION line_seen() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN coalesce((SELECT id FROM funding_line WHERE code = acting('line')), 0);
CREATE FUNCTION lines_sum_is_seen(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY line_sees_its_sums ON %s FOR SELECT USING (line_id = (SELECT line_seen()))', protected);
END $$;
REVOKE EXECUTE ON FUNCTION lines_sum_is_seen FROM PUBLIC;
"""
UNDO = """
SELECT forget_history('funding_line');
DROP FUNCTION line_seen, lines_sum_is_seen;
DROP POLICY owner_keeps_everything ON funding_line; DROP POLICY area_sees_its_own ON funding_line;
DROP POLICY areas_below_see_it ON funding_line; DROP POLICY line_sees_itself ON funding_line;
ALTER TABLE funding_line DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_first"), ("access", "0003_roles_and_areas")]
    operations = [
        migrations.AddField(
            "fundingline",
            "region",
            models.CharField(max_length=13, db_collation="C", default="", help_text="that of its programme"),
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
