"""What BPJS gave back is told of lines in sight alone; whoever is enrolled waits for a death that is being noted."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("payung.membership.migrations.0014_settled_and_sent_again").SETTLED

# A line in sight is one that the policies of `funding_line` show: of the area, of a region that the area lies in, or acted on.
SIGHT = """
        WHERE n.line_id = asked_line AND EXISTS (
            SELECT FROM funding_line l WHERE l.id = asked_line AND (
                l.region >= numbers_from() COLLATE "C" AND l.region < numbers_until() COLLATE "C"
                OR l.region = ANY (areas_above()) OR l.code = acting('line'))
        )
"""
SETTLED = BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "        WHERE n.line_id = asked_line\n", SIGHT.lstrip("\n")
)
assert SIGHT.strip() in SETTLED, "the function of before has changed"  # nosec B101

RIGHTS = """
REVOKE EXECUTE ON FUNCTION settled_until, hold_workers FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT EXECUTE ON FUNCTION settled_until, hold_workers TO payung_app;
    END IF;
END $$;
"""

# `note_death` holds the worker for itself, whoever enrols holds the worker beside others who do: so a death is noted before, and
# seen, or after, and ends the new seat. Tells nothing.
HELD = """
CREATE FUNCTION hold_workers(asked bigint[]) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    PERFORM 1 FROM person JOIN unnest(asked) AS these (id) USING (id) ORDER BY id FOR KEY SHARE OF person;
END $$;
"""
UNDO = """
DROP FUNCTION hold_workers;
GRANT EXECUTE ON FUNCTION settled_until TO PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0014_settled_and_sent_again")]
    operations = [
        migrations.RunSQL(
            SETTLED + HELD + RIGHTS, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") + UNDO
        )
    ]
