"""What came of verifying the log is kept; the auditor's questions go by an index, whatever they are narrowed to."""

from django.db import migrations, models
from django.db.models import Q

CHECKS = """
SELECT only_add_to('audit_check');
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON audit_check FROM payung_app;
    END IF;
END $$;
"""

READING = """
-- In order of time, so that a day is a range; what a page is narrowed to stands in the index as well, so that entries that do not
-- fit are passed over unread.
CREATE INDEX history_of_deeds ON history (by, at, id) INCLUDE (verb, what, village);
DROP INDEX history_of_a_user;
-- Who made a row: by the place where it was made. An index on all numbers that were ever inserted would slow the door down.
CREATE INDEX history_of_creations ON history (table_name, village, id) WHERE verb = 'I';

-- Readings of a worker: of the worker's own row, or of a row of a table that belongs to one. Those inside the area that is seen
-- alone, so that a page is full and the next one follows. Tables of later floors are named here.
DROP FUNCTION readings_of;
CREATE FUNCTION readings_of(person bigint, of_what text, since timestamptz, until timestamptz, place_from text, place_until text,
    before_at timestamptz, before_id bigint, most integer) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE own text;
BEGIN
    own := (SELECT string_agg(format('UNION ALL SELECT %1$L, id FROM %1$I WHERE person_id = $1', name), ' ')
        FROM unnest(ARRAY['bank_account', 'health_result', 'enrolment', 'card']) AS name WHERE to_regclass(name) IS NOT NULL);
    RETURN QUERY EXECUTE format(
        'SELECT id FROM (
            SELECT DISTINCT h.at, h.id FROM (SELECT ''person'' AS table_name, $1 AS id %s) AS own
            JOIN history h ON h.verb = ''R'' AND h.row_ids @> ARRAY[own.id] AND h.table_name = own.table_name
            WHERE h.village >= area_from() COLLATE "C" AND h.village < area_until() COLLATE "C"
                AND ($5 = '''' OR h.village >= $5 COLLATE "C" AND h.village < $6 COLLATE "C")
                AND ($2 = '''' OR h.what = $2) AND ($3 IS NULL OR h.at >= $3) AND ($4 IS NULL OR h.at < $4)
                AND ($7 IS NULL OR (h.at, h.id) < ($7, $8))
            ORDER BY h.at DESC, h.id DESC LIMIT $9
        ) AS page', own)
        USING person, of_what, since, until, place_from, place_until, before_at, before_id, most;
END $$;
"""

UNDO_READING = """
DROP FUNCTION readings_of;
CREATE FUNCTION readings_of(asked_table text, asked_row bigint, before_id bigint, most integer) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM history WHERE verb = 'R' AND table_name = asked_table AND row_ids @> ARRAY[asked_row] AND id < before_id
    ORDER BY id DESC LIMIT most
$$;
DROP INDEX history_of_creations;
CREATE INDEX history_of_a_user ON history (by, id);
DROP INDEX history_of_deeds;
"""

UNDO_CHECKS = """
DROP TRIGGER no_rewriting ON audit_check; DROP TRIGGER no_emptying ON audit_check;
"""

CHECK = migrations.CreateModel(
    name="AuditCheck",
    fields=[
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("checked_at", models.DateTimeField()),
        ("since", models.DateField(null=True)),
        ("rows", models.BigIntegerField()),
        ("ledger_rows", models.BigIntegerField()),
        ("seals", models.IntegerField()),
        ("faults", models.JSONField(default=list)),
    ],
    options={
        "db_table": "audit_check",
        "ordering": ["-id"],
        "constraints": [
            models.CheckConstraint(
                name="audit_check_counts_from_nought", condition=Q(rows__gte=0, ledger_rows__gte=0, seals__gte=0)
            ),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("access", "0009_breach")]
    operations = [CHECK, migrations.RunSQL(CHECKS + READING, UNDO_READING + UNDO_CHECKS)]
