"""What a row was before can be forgotten: the chain covers a salted digest of the image, not the image itself."""

from django.db import migrations

FORWARD = """
ALTER TABLE history ADD COLUMN salt uuid, ADD COLUMN image_digest bytea,
    DROP CONSTRAINT history_verb_is_known,
    ADD CONSTRAINT history_verb_is_known CHECK (verb IN ('I', 'U', 'D', 'R', 'E')),
    ADD CONSTRAINT history_image_has_a_salt_and_a_digest
        CHECK ((before IS NULL) = (salt IS NULL) AND (before IS NULL OR image_digest IS NOT NULL)) NOT VALID;

-- The salt goes with the image: without it nobody can try names against the digest.
CREATE FUNCTION digest_of_image(salt uuid, image jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE
    RETURN sha256(uuid_send(salt) || convert_to(image::text, 'UTF8'));
CREATE FUNCTION digest_image() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.salt := gen_random_uuid();
    NEW.image_digest := digest_of_image(NEW.salt, NEW.before);
    RETURN NEW;
END $$;
CREATE TRIGGER image_of_inserts BEFORE INSERT ON history FOR EACH ROW WHEN (NEW.before IS NOT NULL)
    EXECUTE FUNCTION digest_image();

CREATE OR REPLACE FUNCTION history_text(kept history) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(kept.id::text, (extract(epoch FROM kept.at) * 1000000)::bigint::text, kept.by, kept.table_name,
        kept.row_ids::text, kept.verb::text, kept.village, coalesce(encode(kept.image_digest, 'hex'), kept.before::text),
        kept.role, kept.area, kept.address, kept.reason, kept.what, kept.part::text, encode(kept.digest, 'hex'))::text
$$;

-- What was written before there were digests is digested and linked anew, unless somebody has sealed it as it was.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM audit_seal) THEN
        ALTER TABLE history DISABLE TRIGGER no_rewriting;
        ALTER TABLE history_link DISABLE TRIGGER no_rewriting;
        UPDATE history SET salt = gen_random_uuid() WHERE before IS NOT NULL;
        UPDATE history SET image_digest = digest_of_image(salt, before) WHERE before IS NOT NULL;
        DELETE FROM history_link;
        PERFORM link_rows(0, NULL);
        ALTER TABLE history_link ENABLE TRIGGER no_rewriting;
        ALTER TABLE history ENABLE TRIGGER no_rewriting;
    END IF;
END $$;

-- History is only added to, but for one change: an image and its salt may go, and nothing else with them.
CREATE FUNCTION refuse_all_but_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.image_digest IS NOT NULL THEN
        OLD.before := NULL;
        OLD.salt := NULL;
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_is_only_added_to';
END $$;
DROP TRIGGER no_rewriting ON history;
CREATE TRIGGER no_rewriting BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION refuse_all_but_forgetting();

-- Forgets the images of these rows of history and writes down which, a row a village. Called by what erases alone.
CREATE FUNCTION forget_images(ids bigint[]) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
    WITH wiped AS (
        UPDATE history SET before = NULL, salt = NULL
        WHERE id = ANY (ids) AND before IS NOT NULL AND image_digest IS NOT NULL RETURNING id, village
    ), noted AS (
        INSERT INTO history (at, by, table_name, row_ids, verb, village, what)
        SELECT now(), written_by(), 'history', array_agg(id ORDER BY id), 'E', village, 'image' FROM wiped GROUP BY village
    )
    SELECT count(*) INTO gone FROM wiped;
    RETURN gone;
END $$;
CREATE INDEX history_of_erasures ON history (id) WHERE verb = 'E';
REVOKE EXECUTE ON FUNCTION digest_image, refuse_all_but_forgetting, forget_images FROM PUBLIC;
"""

UNDO = """
DROP INDEX history_of_erasures;
DROP TRIGGER no_rewriting ON history;
CREATE TRIGGER no_rewriting BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
DROP TRIGGER image_of_inserts ON history;
DROP FUNCTION forget_images, refuse_all_but_forgetting, digest_image, digest_of_image;
CREATE OR REPLACE FUNCTION history_text(kept history) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(kept.id::text, (extract(epoch FROM kept.at) * 1000000)::bigint::text, kept.by, kept.table_name,
        kept.row_ids::text, kept.verb::text, kept.village, kept.before::text, kept.role, kept.area, kept.address,
        kept.reason, kept.what, kept.part::text, encode(kept.digest, 'hex'))::text
$$;
ALTER TABLE history DISABLE TRIGGER no_rewriting; ALTER TABLE history_link DISABLE TRIGGER no_rewriting;
DELETE FROM history_link;
DELETE FROM history WHERE verb = 'E';
ALTER TABLE history DROP CONSTRAINT history_image_has_a_salt_and_a_digest, DROP CONSTRAINT history_verb_is_known,
    ADD CONSTRAINT history_verb_is_known CHECK (verb IN ('I', 'U', 'D', 'R')),
    DROP COLUMN salt, DROP COLUMN image_digest;
SELECT link_rows(0, NULL);
ALTER TABLE history ENABLE TRIGGER no_rewriting; ALTER TABLE history_link ENABLE TRIGGER no_rewriting;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_chain"), ("access", "0006_rates")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
