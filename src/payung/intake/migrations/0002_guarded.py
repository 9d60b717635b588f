"""Batches are seen by the area that sent them."""

from django.db import migrations

FORWARD = """
ALTER TABLE batch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE batch_problem ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
    EXECUTE format('CREATE POLICY owner_keeps_everything ON batch TO %I USING (true) WITH CHECK (true)', current_user);
    EXECUTE format('CREATE POLICY owner_keeps_everything ON batch_problem TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
-- The area of a nationwide sender is the empty code, which only the whole country may see.
CREATE POLICY area_sees_its_own ON batch USING (
    CASE WHEN area = '' THEN (SELECT area_from()) = '0'
    ELSE area >= (SELECT area_from() COLLATE "C") AND area < (SELECT area_until() COLLATE "C") END);
CREATE POLICY area_sees_its_own ON batch_problem USING (EXISTS (SELECT FROM batch WHERE batch.id = batch_id));
"""
UNDO = """
DROP POLICY owner_keeps_everything ON batch; DROP POLICY area_sees_its_own ON batch;
DROP POLICY owner_keeps_everything ON batch_problem; DROP POLICY area_sees_its_own ON batch_problem;
ALTER TABLE batch DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
ALTER TABLE batch_problem DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_first"), ("access", "0002_area_and_history")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
