"""Rows of a ledger may move to the table of what ended: verified together, what moved is still what was written."""

from django.db import migrations

FORWARD = """
ALTER TABLE ledger ADD COLUMN moved_to text;
CREATE FUNCTION ledger_moves_to(watched regclass, other text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE ledger DISABLE TRIGGER no_rewriting;
    UPDATE ledger SET moved_to = other WHERE table_name = watched::text;
    ALTER TABLE ledger ENABLE TRIGGER no_rewriting;
END $$;
REVOKE EXECUTE ON FUNCTION ledger_moves_to FROM PUBLIC;
"""
UNDO = "DROP FUNCTION ledger_moves_to; ALTER TABLE ledger DROP COLUMN moved_to;"


class Migration(migrations.Migration):
    dependencies = [("access", "0013_lines_and_administrators")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
