"""The history as a chain of digests, linked when a transaction commits; seals and time stamps; ledgers whose rows are covered."""

from django.db import migrations

CHAIN = """
ALTER TABLE history ADD PRIMARY KEY (id),
    ADD COLUMN part jsonb, ADD COLUMN digest bytea,
    ADD CONSTRAINT history_with_a_digest_says_of_which_part CHECK ((part IS NULL) = (digest IS NULL));

CREATE TABLE history_link (
    seq bigint PRIMARY KEY CONSTRAINT history_link_is_counted_from_one CHECK (seq > 0),
    history_id bigint NOT NULL CONSTRAINT history_row_is_linked_once UNIQUE,
    link bytea NOT NULL CONSTRAINT history_link_is_a_digest CHECK (length(link) = 32)
);

-- Every column, in this order, as text: no setting of a session (time zone, style of dates) changes it.
CREATE FUNCTION history_text(kept history) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(kept.id::text, (extract(epoch FROM kept.at) * 1000000)::bigint::text, kept.by, kept.table_name,
        kept.row_ids::text, kept.verb::text, kept.village, kept.before::text, kept.role, kept.area, kept.address,
        kept.reason, kept.what, kept.part::text, encode(kept.digest, 'hex'))::text
$$;
CREATE FUNCTION next_link(held bytea, head bytea, row_text text) RETURNS bytea LANGUAGE sql IMMUTABLE
    RETURN sha256(coalesce(held, head) || convert_to(row_text, 'UTF8'));
CREATE AGGREGATE chained(head bytea, row_text text) (SFUNC = next_link, STYPE = bytea);

-- Links the rows that have no link, from this one on: seen under the lock, they are those of this transaction, for all others
-- were linked before they could be seen. Always by the indexes, whatever the statistics say of a table that only grows.
CREATE FUNCTION link_rows(first_id bigint, written timestamptz) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE last_seq bigint; last_link bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('history_link'));
    SELECT seq, link INTO last_seq, last_link FROM history_link ORDER BY seq DESC LIMIT 1;
    INSERT INTO history_link (seq, history_id, link)
    SELECT coalesce(last_seq, 0) + row_number() OVER in_order, h.id,
        chained(coalesce(last_link, sha256('')), history_text(h)) OVER in_order
    FROM history h
    WHERE h.id >= first_id AND (h.at = written OR written IS NULL)
        AND NOT EXISTS (SELECT FROM history_link l WHERE l.history_id = h.id)
    WINDOW in_order AS (ORDER BY h.id);
END $$;

CREATE FUNCTION link_history() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.at <> now() THEN
        RAISE EXCEPTION 'history of another moment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_written_when_it_happens';
    ELSIF NOT EXISTS (SELECT FROM history_link WHERE history_id = NEW.id) THEN
        PERFORM link_rows(NEW.id, NEW.at);
    END IF;
    RETURN NULL;
END $$;
SELECT link_rows(0, NULL);
CREATE CONSTRAINT TRIGGER link_of_inserts AFTER INSERT ON history DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION link_history();
"""

FOREVER = """
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_is_only_added_to';
END $$;
-- By row, so that the partitions of a ledger have it too.
CREATE FUNCTION only_add_to(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER no_rewriting BEFORE UPDATE OR DELETE ON %s
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()', kept);
    EXECUTE format('CREATE TRIGGER no_emptying BEFORE TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()', kept);
END $$;

CREATE TABLE audit_seal (
    number bigint PRIMARY KEY CONSTRAINT audit_seal_is_counted_from_one CHECK (number > 0),
    body text NOT NULL,
    signature bytea NOT NULL CONSTRAINT audit_seal_is_signed CHECK (length(signature) = 64)
);
CREATE TABLE audit_stamp (
    seal bigint PRIMARY KEY CONSTRAINT audit_stamp_is_of_a_seal REFERENCES audit_seal,
    service text NOT NULL,
    token bytea NOT NULL
);
"""

LEDGER = """
-- The ledgers that are covered: where a row lies, its number inside its part, what makes the part, and what else it says.
CREATE TABLE ledger (
    table_name text PRIMARY KEY, place text NOT NULL, row_id text NOT NULL, part text[] NOT NULL, said text[] NOT NULL
);

-- One row of history a place and part, with the numbers of its rows and a digest of all that they say, in their order.
CREATE FUNCTION ledger_digests(written text, source text) RETURNS text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT format(
        'INSERT INTO history (at, by, table_name, row_ids, verb, village, part, digest)
        SELECT now(), written_by(), %1$L, array_agg(%2$I::bigint ORDER BY %2$I), ''I'', %3$I, jsonb_build_object(%4$s),
            sha256(convert_to(string_agg(%2$I || '' '' || %5$s, E''\\n'' ORDER BY %2$I), ''UTF8''))
        FROM %6$s GROUP BY %3$I, %7$s',
        written, row_id, place,
        (SELECT string_agg(format('%L, %I', name, name), ', ') FROM unnest(part) AS name),
        (SELECT string_agg(format(
                CASE WHEN atttypid IN ('int4'::regtype, 'int8'::regtype) AND attnotnull THEN '%I::text'
                ELSE 'coalesce(to_jsonb(%I)::text, ''-'')' END, name), ' || '' '' || ' ORDER BY n)
            FROM unnest(said) WITH ORDINALITY AS s (name, n)
            JOIN pg_attribute ON attrelid = to_regclass(written) AND attname = name),
        source, (SELECT string_agg(quote_ident(name), ', ') FROM unnest(part) AS name))
    FROM ledger WHERE table_name = written
$$;
CREATE FUNCTION digest_ledger() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE ledger_digests(TG_TABLE_NAME, 'fresh');
    RETURN NULL;
END $$;
-- The last call on a table: what stands in it already is digested as well, in the name of whoever migrates.
CREATE FUNCTION chain_ledger(watched regclass, place text, row_id text, part text[], said text[]) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger VALUES (watched::text, place, row_id, part, said);
    PERFORM only_add_to(watched);
    EXECUTE format('CREATE TRIGGER digest_of_inserts AFTER INSERT ON %s REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION digest_ledger()', watched);
    EXECUTE ledger_digests(watched::text, watched::text);
END $$;
CREATE FUNCTION unchain_ledger(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER digest_of_inserts ON %s', watched);
    EXECUTE format('DROP TRIGGER no_rewriting ON %s', watched);
    EXECUTE format('DROP TRIGGER no_emptying ON %s', watched);
    ALTER TABLE ledger DISABLE TRIGGER no_rewriting;
    DELETE FROM ledger WHERE table_name = watched::text;
    ALTER TABLE ledger ENABLE TRIGGER no_rewriting;
END $$;

SELECT only_add_to('history'), only_add_to('history_link'), only_add_to('audit_seal'), only_add_to('audit_stamp'),
    only_add_to('ledger');
"""

READING = """
-- Read by one row (changes have one), by a row among many (readings and exports), and by who did it.
CREATE INDEX history_of_a_row ON history (table_name, (row_ids[1]), id) WHERE verb IN ('U', 'D');
CREATE INDEX history_of_readings ON history USING gin (row_ids) WHERE verb = 'R';
CREATE INDEX history_of_a_user ON history (by, id);
-- The policy of the history does not let a search in arrays go before it, and so not by the index. Numbers of rows alone are
-- told; the rows themselves are read under the policy.
CREATE FUNCTION readings_of(asked_table text, asked_row bigint, before_id bigint, most integer) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM history WHERE verb = 'R' AND table_name = asked_table AND row_ids @> ARRAY[asked_row] AND id < before_id
    ORDER BY id DESC LIMIT most
$$;
"""

RIGHTS = """
REVOKE EXECUTE ON FUNCTION link_rows, link_history, refuse_rewriting, only_add_to, ledger_digests, digest_ledger,
    chain_ledger, unchain_ledger FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE INSERT, UPDATE, DELETE ON history_link, ledger FROM payung_app;
        REVOKE UPDATE, DELETE ON audit_seal, audit_stamp FROM payung_app;
    END IF;
END $$;
"""

UNDO = """
DROP FUNCTION readings_of;
DROP INDEX history_of_a_row, history_of_readings, history_of_a_user;
DROP TRIGGER link_of_inserts ON history; DROP TRIGGER no_rewriting ON history; DROP TRIGGER no_emptying ON history;
DROP TABLE audit_stamp, audit_seal, history_link;
DROP FUNCTION unchain_ledger, chain_ledger, digest_ledger, ledger_digests, link_history, link_rows, history_text;
DROP TABLE ledger;
DROP FUNCTION only_add_to, refuse_rewriting;
DROP AGGREGATE chained (bytea, text);
DROP FUNCTION next_link;
ALTER TABLE history DROP CONSTRAINT history_with_a_digest_says_of_which_part, DROP CONSTRAINT history_pkey,
    DROP COLUMN part, DROP COLUMN digest;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_roles_and_areas")]
    operations = [migrations.RunSQL(CHAIN + FOREVER + LEDGER + READING + RIGHTS, UNDO)]
