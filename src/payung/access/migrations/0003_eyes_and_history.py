"""The eyes of a role, for people and for numbers; who, as what, from where and why in the history, and readings as well."""

from django.db import migrations

EYES = """
CREATE FUNCTION acting(asked text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('payung.' || asked, true), '');
CREATE FUNCTION numbers_from() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('payung.numbers_from', true), '');
CREATE FUNCTION numbers_until() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('payung.numbers_until', true), '');

-- The regions that the area lies in: their lines and quotas are its own as well. None for eyes that see no numbers.
CREATE FUNCTION areas_above() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE RETURN CASE
    WHEN numbers_from() IS NULL THEN ARRAY[]::text[]
    ELSE array_remove(ARRAY[left(acting('area'), 2), left(acting('area'), 5), left(acting('area'), 8)], acting('area'))
END;

CREATE FUNCTION protect_numbers(protected regclass, place text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', protected);
    EXECUTE format('CREATE POLICY owner_keeps_everything ON %s TO %I USING (true) WITH CHECK (true)', protected, current_user);
    EXECUTE format(
        'CREATE POLICY area_sees_its_own ON %s USING (%I >= (SELECT numbers_from() COLLATE "C")'
        ' AND %I < (SELECT numbers_until() COLLATE "C"))', protected, place, place);
END $$;
REVOKE EXECUTE ON FUNCTION protect_numbers FROM PUBLIC;
"""

HISTORY = """
ALTER TABLE history
    ADD COLUMN role text NOT NULL DEFAULT acting('role'),
    ADD COLUMN area text NOT NULL DEFAULT acting('area'),
    ADD COLUMN address text NOT NULL DEFAULT acting('address'),
    ADD COLUMN reason text NOT NULL DEFAULT acting('reason'),
    ADD COLUMN what text NOT NULL DEFAULT '',
    DROP CONSTRAINT history_verb_is_known,
    ADD CONSTRAINT history_verb_is_known CHECK (verb IN ('I', 'U', 'D', 'R')),
    ADD CONSTRAINT history_of_a_reading_says_what_and_why CHECK (verb <> 'R' OR (what <> '' AND reason <> ''));
-- What belongs to the whole country (a role in every area) has no code, and only the whole country sees it.
CREATE POLICY country_sees_what_has_no_area ON history FOR SELECT USING (village = '' AND (SELECT area_from()) = '0');

-- For tables that have no `village` and `id`: an expression for each, and the columns that no log may hold.
CREATE FUNCTION record_history_at() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        EXECUTE format(
            'INSERT INTO history (at, by, table_name, row_ids, verb, village)
            SELECT now(), written_by(), %L, array_agg(row_id), ''I'', place
            FROM (SELECT %s AS place, %s AS row_id FROM fresh) AS written GROUP BY place',
            TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1]);
    ELSE
        EXECUTE format(
            'INSERT INTO history (at, by, table_name, row_ids, verb, village, before)
            SELECT now(), written_by(), %L, ARRAY[%s], %L, %s, to_jsonb(stale) - %L::text[] FROM stale',
            TG_TABLE_NAME, TG_ARGV[1], left(TG_OP, 1), TG_ARGV[0], TG_ARGV[2]);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION keep_history_at(watched regclass, place text, row_id text DEFAULT 'id', unsaid text[] DEFAULT '{}')
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE verb text; seen text;
BEGIN
    FOREACH verb IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
        seen := CASE verb WHEN 'INSERT' THEN 'NEW TABLE AS fresh' ELSE 'OLD TABLE AS stale' END;
        EXECUTE format('CREATE TRIGGER history_of_%ss AFTER %s ON %s REFERENCING %s
            FOR EACH STATEMENT EXECUTE FUNCTION record_history_at(%L, %L, %L)',
            lower(verb), verb, watched, seen, place, row_id, unsaid);
    END LOOP;
END $$;
CREATE FUNCTION forget_history(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE verb text;
BEGIN
    FOREACH verb IN ARRAY ARRAY['inserts', 'updates', 'deletes'] LOOP
        EXECUTE format('DROP TRIGGER history_of_%s ON %s', verb, watched);
    END LOOP;
END $$;

-- The one way to write that something was read. Gives the number of the first row of history, null when nothing was read.
CREATE FUNCTION record_reading(read_what text, read_table text, ids bigint[], why text) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE first bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(quote_ident(read_table)) AND relrowsecurity) THEN
        RAISE EXCEPTION 'no table with people: %', read_table USING ERRCODE = 'undefined_table';
    END IF;
    EXECUTE format(
        'WITH noted AS (
            INSERT INTO history (at, by, table_name, row_ids, verb, village, what, reason)
            SELECT now(), written_by(), %1$L, array_agg(id ORDER BY id), ''R'', village, $1, $3
            FROM %1$I WHERE id = ANY ($2) GROUP BY village ORDER BY village
            RETURNING id
        ) SELECT min(id) FROM noted', read_table) INTO first USING read_what, ids, why;
    RETURN first;
END $$;
REVOKE EXECUTE ON FUNCTION keep_history_at, record_history_at, forget_history FROM PUBLIC;
"""

UNDO_HISTORY = """
DROP POLICY country_sees_what_has_no_area ON history;
DELETE FROM history WHERE verb = 'R';
ALTER TABLE history DROP CONSTRAINT history_of_a_reading_says_what_and_why, DROP CONSTRAINT history_verb_is_known,
    ADD CONSTRAINT history_verb_is_known CHECK (verb IN ('I', 'U', 'D')),
    DROP COLUMN role, DROP COLUMN area, DROP COLUMN address, DROP COLUMN reason, DROP COLUMN what;
DROP FUNCTION record_reading, forget_history, keep_history_at, record_history_at;
"""
UNDO_EYES = "DROP FUNCTION protect_numbers, areas_above, numbers_until, numbers_from, acting"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_area_and_history")]
    operations = [migrations.RunSQL(EYES + HISTORY, UNDO_HISTORY + UNDO_EYES)]
