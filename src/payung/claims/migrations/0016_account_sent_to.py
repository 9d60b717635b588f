"""A payout keeps the account that it was sent to, sealed, from the statement that sends it; of earlier ones none is known."""

from importlib import import_module

from django.db import migrations, models

import payung.sealing.field

changed = import_module("payung.people.migrations.0006_rights_hold").changed

FORWARD = """
ALTER TABLE payout
    ADD CONSTRAINT payout_account_is_whole CHECK (
        (sent_bank <> '') = (sent_number IS NOT NULL) AND (sent_bank <> '') = (sent_holder IS NOT NULL)),
    ADD CONSTRAINT payout_account_is_sealed CHECK (is_sealed(sent_number) AND is_sealed(sent_holder)),
    ADD CONSTRAINT payout_has_no_account_before_it_is_sent CHECK (state <> 'due' OR sent_bank = '');
CREATE FUNCTION payout_keeps_its_account() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.state = 'sent' AND OLD.state <> 'sent' THEN
        IF NEW.sent_bank = '' THEN
            RAISE EXCEPTION 'to whom' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_names_the_account_it_is_sent_to';
        END IF;
    ELSIF NEW.state <> 'due' AND (OLD.sent_bank, OLD.sent_number, OLD.sent_holder)
            IS DISTINCT FROM (NEW.sent_bank, NEW.sent_number, NEW.sent_holder)
        -- It goes with the worker's own data, once retention has ended.
        AND NOT (NEW.sent_bank = '' AND EXISTS (SELECT FROM person WHERE id = NEW.person_id AND erased_on IS NOT NULL)) THEN
        RAISE EXCEPTION 'another account'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_keeps_the_account_it_was_sent_to';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sent_to BEFORE UPDATE ON payout FOR EACH ROW EXECUTE FUNCTION payout_keeps_its_account();
REVOKE EXECUTE ON FUNCTION payout_keeps_its_account FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT UPDATE (sent_bank, sent_number, sent_holder) ON payout TO payung_app;
    END IF;
END $$;
"""
UNDO = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE (sent_bank, sent_number, sent_holder) ON payout FROM payung_app;
    END IF;
END $$;
DROP TRIGGER sent_to ON payout;
DROP FUNCTION payout_keeps_its_account;
ALTER TABLE payout DROP CONSTRAINT payout_account_is_whole, DROP CONSTRAINT payout_account_is_sealed,
    DROP CONSTRAINT payout_has_no_account_before_it_is_sent;
"""
NAME_GOES = "    UPDATE payout SET payee_name = 'Dihapus ' || id, "
ACCOUNT_GOES = NAME_GOES + "sent_bank = '', sent_number = NULL, sent_holder = NULL,\n        "
_BOUND = ("id", "claim_id", "bank_file")


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_account_marks")]
    operations = [
        migrations.AddField(
            model_name="payout",
            name="sent_bank",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="payout",
            name="sent_number",
            field=payung.sealing.field.SealedText(bound_to=_BOUND, null=True),
        ),
        migrations.AddField(
            model_name="payout",
            name="sent_holder",
            field=payung.sealing.field.SealedText(bound_to=_BOUND, null=True),
        ),
        migrations.RunSQL(FORWARD, UNDO),
        changed("erase_traces", NAME_GOES, ACCOUNT_GOES),
    ]
