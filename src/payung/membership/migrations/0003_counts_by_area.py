"""The counts of the ledger are seen by area, and by those who act on the line."""

from django.db import migrations

FORWARD = "SELECT protect_numbers('cover_count', 'village'), lines_sum_is_seen('cover_count')"
UNDO = """
DROP POLICY line_sees_its_sums ON cover_count;
DROP POLICY owner_keeps_everything ON cover_count; DROP POLICY area_sees_its_own ON cover_count;
ALTER TABLE cover_count DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0002_ledger_of_months"), ("funding", "0002_seen_by_area")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
