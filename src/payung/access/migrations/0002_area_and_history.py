"""Row-level security by area, the history of what was written, and the checks that whole statements must pass."""

from django.db import migrations

AREA = """
CREATE FUNCTION area_from() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('payung.area_from', true), '');
CREATE FUNCTION area_until() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('payung.area_until', true), '');
CREATE FUNCTION written_by() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(nullif(current_setting('payung.by', true), ''), session_user::text);

-- A range, not a pattern: a pattern that is not a constant cannot use the index on the code.
CREATE FUNCTION protect_by_area(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', protected);
    EXECUTE format('CREATE POLICY owner_keeps_everything ON %s TO %I USING (true) WITH CHECK (true)', protected, current_user);
    EXECUTE format(
        'CREATE POLICY area_sees_its_own ON %s USING (village >= (SELECT area_from() COLLATE "C")'
        ' AND village < (SELECT area_until() COLLATE "C"))', protected);
END $$;
REVOKE EXECUTE ON FUNCTION protect_by_area FROM PUBLIC;
"""

HISTORY = """
CREATE TABLE history (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    by text NOT NULL,
    table_name text NOT NULL,
    row_ids bigint[] NOT NULL CONSTRAINT history_is_of_at_least_one_row CHECK (cardinality(row_ids) > 0),
    verb "char" NOT NULL CONSTRAINT history_verb_is_known CHECK (verb IN ('I', 'U', 'D')),
    village varchar(13) COLLATE "C" NOT NULL,
    before jsonb
);
-- Written in order of time; read by time, or by the village of a row.
CREATE INDEX history_by_time ON history USING brin (at);
CREATE INDEX history_of_a_village ON history (village, table_name);
SELECT protect_by_area('history');

CREATE FUNCTION record_history() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- What was inserted is in the table itself; who and when is one row a village and statement, however many rows.
        INSERT INTO history (at, by, table_name, row_ids, verb, village)
        SELECT now(), written_by(), TG_TABLE_NAME, array_agg(id), 'I', village FROM fresh GROUP BY village;
    ELSE
        INSERT INTO history (at, by, table_name, row_ids, verb, village, before)
        SELECT now(), written_by(), TG_TABLE_NAME, ARRAY[id], left(TG_OP, 1)::"char", village, to_jsonb(stale) FROM stale;
    END IF;
    RETURN NULL;
END $$;

-- Statement-level triggers with transition tables: a million rows cost one insert, and bulk SQL cannot slip past them.
CREATE FUNCTION keep_history(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER history_of_inserts AFTER INSERT ON %s REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION record_history()', watched);
    EXECUTE format('CREATE TRIGGER history_of_updates AFTER UPDATE ON %s REFERENCING OLD TABLE AS stale
        FOR EACH STATEMENT EXECUTE FUNCTION record_history()', watched);
    EXECUTE format('CREATE TRIGGER history_of_deletes AFTER DELETE ON %s REFERENCING OLD TABLE AS stale
        FOR EACH STATEMENT EXECUTE FUNCTION record_history()', watched);
END $$;
REVOKE EXECUTE ON FUNCTION keep_history, record_history FROM PUBLIC;
"""

RIGHTS = """
REVOKE INSERT, UPDATE, DELETE ON history FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE INSERT, UPDATE, DELETE ON history FROM payung_app;
    END IF;
END $$;
"""

UNDO = """
DROP TABLE history;
DROP FUNCTION keep_history, record_history, protect_by_area, written_by, area_until, area_from;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_first")]
    operations = [migrations.RunSQL(AREA + HISTORY + RIGHTS, UNDO)]
