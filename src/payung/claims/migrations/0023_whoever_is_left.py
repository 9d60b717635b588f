"""Who waits for the money: the hurt worker, who has no heirs in an accident, follows it too; and where nobody is left to inherit,
whoever handled the funeral is paid its cost, by proof and with a reason, never beside a living relation."""

from importlib import import_module

from django.db import migrations, models

changed = import_module("payung.people.migrations.0006_rights_hold").changed

TRACK = """
CREATE OR REPLACE FUNCTION claim_followed(asked text, born date) RETURNS text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.village FROM claim c
    WHERE c.number = $1 AND (
        -- After a death that came of it, the heirs of that death are those who wait for what is left of it.
        EXISTS (SELECT FROM claim_heir h JOIN claim d ON d.id = h.claim_id
            WHERE (d.id = c.id OR d.follows_id = c.id) AND h.removed_why = '' AND h.birth_on = $2)
        OR (c.kind = 'accident' AND EXISTS (SELECT FROM person p WHERE p.id = c.person_id AND p.birth_on = $2
            AND p.erased_on IS NULL)));
$$;
"""
BEFORE = import_module("payung.claims.migrations.0006_tracked").TRACK
BEFORE = BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").partition("REVOKE")[0]
NOBODY = """
CREATE FUNCTION heirs_or_nobody() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE broken text;
BEGIN
    -- With a worker who is erased go the proof and the words.
    IF EXISTS (SELECT FROM person WHERE id = NEW.person_id AND erased_on IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    -- Whoever names another one at this moment waits.
    PERFORM FROM claim WHERE id = NEW.claim_id FOR NO KEY UPDATE;
    broken := CASE
        WHEN NEW.relation = 'funeral' AND (NEW.proof_id IS NULL OR NEW.stated_why = '')
            THEN 'nobody_is_left_by_proof_and_with_a_reason'
        WHEN NEW.proof_id IS NOT NULL AND NOT EXISTS (SELECT FROM claim_document d WHERE d.id = NEW.proof_id
            AND d.claim_id = NEW.claim_id) THEN 'heir_is_proven_by_a_paper_of_the_claim'
        WHEN NEW.removed_why = '' AND EXISTS (SELECT FROM claim_heir h WHERE h.claim_id = NEW.claim_id AND h.removed_why = ''
            AND h.id <> NEW.id AND 'funeral' IN (h.relation, NEW.relation)) THEN 'nobody_is_left_beside_an_heir'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'heirs, or nobody: %', broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER or_nobody BEFORE INSERT OR UPDATE OF claim_id, relation, proof_id, stated_why, removed_why ON claim_heir
    FOR EACH ROW EXECUTE FUNCTION heirs_or_nobody();
REVOKE EXECUTE ON FUNCTION heirs_or_nobody FROM PUBLIC;
"""
SOMEBODY = "DROP TRIGGER or_nobody ON claim_heir; DROP FUNCTION heirs_or_nobody;"
GONE = "proof_id = NULL, removed_why"
_LIVING = ("spouse", "child", "parent", "grandparent", "grandchild", "sibling", "parent_in_law", "will")


class Migration(migrations.Migration):
    dependencies = [("claims", "0022_seen_by_whose_work_it_is")]
    operations = [
        migrations.RunSQL(TRACK, BEFORE),
        migrations.AddField(
            model_name="claimheir",
            name="stated_why",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="why nobody is left", max_length=300
            ),
        ),
        migrations.RemoveConstraint(model_name="claimheir", name="heir_relation_is_known"),
        migrations.AddConstraint(
            model_name="claimheir",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation__in", (*_LIVING, "funeral"))), name="heir_relation_is_known"
            ),
        ),
        migrations.RunSQL(NOBODY, SOMEBODY),
        changed("erase_traces", GONE, "proof_id = NULL, stated_why = '', removed_why"),
    ]
