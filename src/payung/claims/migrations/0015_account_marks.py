"""Accounts of heirs carry a mark by which they are compared; those that were entered before get theirs by `payung keys mark`.

A migration has no keys, so the older rows stay without a mark until then; no row that is written from now on does.
"""

from importlib import import_module

from django.db import migrations, models

changed = import_module("payung.people.migrations.0006_rights_hold").changed

FORWARD = """
ALTER TABLE claim_heir ADD CONSTRAINT heir_mark_goes_with_an_account CHECK (
    account_mark IS NULL OR account_number IS NOT NULL AND octet_length(account_mark) = 32);
CREATE FUNCTION heir_account_has_its_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.account_number IS NOT NULL AND NEW.account_mark IS NULL AND (
        TG_OP = 'INSERT' OR OLD.account_mark IS NOT NULL OR OLD.account_number IS DISTINCT FROM NEW.account_number
    ) THEN
        RAISE EXCEPTION 'no mark' USING ERRCODE = 'check_violation', CONSTRAINT = 'heir_account_has_its_mark';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER account_mark BEFORE INSERT OR UPDATE OF account_number, account_mark ON claim_heir FOR EACH ROW
    EXECUTE FUNCTION heir_account_has_its_mark();
REVOKE EXECUTE ON FUNCTION heir_account_has_its_mark FROM PUBLIC;
-- What a worker agreed to on a form, being there; the long rows of lists are not in it. Found by an equality (screening/0003).
CREATE INDEX consent_on_a_form ON consent ((people[1])) WHERE purpose = 'protection' AND how = 'form';
"""
UNDO = """
DROP INDEX consent_on_a_form;
DROP TRIGGER account_mark ON claim_heir;
DROP FUNCTION heir_account_has_its_mark;
ALTER TABLE claim_heir DROP CONSTRAINT heir_mark_goes_with_an_account;
"""

GONE = "account_holder = NULL, proof_id = NULL, removed_why = left(removed_why, 1)\n"


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_messages"), ("sealing", "0002_mark_keys")]
    operations = [
        migrations.AddField(
            model_name="claimheir",
            name="account_mark",
            field=models.BinaryField(
                help_text="keyed digest of bank and number; equal for the same account", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="claimheir",
            index=models.Index(
                condition=models.Q(("account_mark__isnull", False)),
                fields=["account_mark"],
                name="claim_heir_by_account",
            ),
        ),
        migrations.RunSQL(FORWARD, UNDO),
        changed("erase_traces", GONE, GONE.replace("proof_id", "account_mark = NULL, proof_id")),
    ]
