"""Heirs hear by message too: a number and a wish for each, and one message for a number at each step, whoever gave it."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

changed = import_module("payung.people.migrations.0006_rights_hold").changed

NUMBERS = """
-- A number as it is dialled, without blanks, the country or the zero before it: written twice in two ways, it is one number.
CREATE FUNCTION phone_as_dialled(phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(phone, '[^0-9]', '', 'g'), '^(620*|0+)', '');
$$;
"""

HEIRS = """
-- Whoever is left behind and gave a number hears under which number the claim stands; not where that number heard it already.
CREATE FUNCTION heir_writes_its_message() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO claim_message (claim_id, heir_id, person_id, village, kind)
    SELECT NEW.claim_id, NEW.id, NEW.person_id, NEW.village, 'reported'
    WHERE NOT EXISTS (SELECT FROM claim_report WHERE claim_id = NEW.claim_id AND wants_messages
            AND phone_as_dialled(teller_phone) = phone_as_dialled(NEW.phone))
        AND NOT EXISTS (SELECT FROM claim_heir WHERE claim_id = NEW.claim_id AND wants_messages AND id <> NEW.id
            AND phone_as_dialled(phone) = phone_as_dialled(NEW.phone))
    ON CONFLICT DO NOTHING;  -- one that still waits goes to the new number
    RETURN NULL;
END $$;
CREATE TRIGGER writes_message AFTER INSERT ON claim_heir FOR EACH ROW
    WHEN (NEW.wants_messages) EXECUTE FUNCTION heir_writes_its_message();
CREATE TRIGGER writes_message_anew AFTER UPDATE OF phone ON claim_heir FOR EACH ROW
    WHEN (NEW.wants_messages AND phone_as_dialled(NEW.phone) <> phone_as_dialled(OLD.phone))
    EXECUTE FUNCTION heir_writes_its_message();

-- What was stopped begins again only with a number that is given anew: never by a tick, never by a page that was open before.
CREATE FUNCTION messages_begin_with_a_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'not asked for' USING ERRCODE = 'check_violation', CONSTRAINT = 'messages_begin_with_a_number';
END $$;
CREATE TRIGGER begins_with_a_number BEFORE UPDATE OF wants_messages ON claim_heir FOR EACH ROW
    WHEN (NEW.wants_messages AND NOT OLD.wants_messages AND NEW.phone = OLD.phone)
    EXECUTE FUNCTION messages_begin_with_a_number();

REVOKE EXECUTE ON FUNCTION heir_writes_its_message, messages_begin_with_a_number FROM PUBLIC;
"""
UNDO_HEIRS = """
DROP TRIGGER begins_with_a_number ON claim_heir; DROP TRIGGER writes_message_anew ON claim_heir;
DROP TRIGGER writes_message ON claim_heir;
DROP FUNCTION heir_writes_its_message, messages_begin_with_a_number;
-- What heirs were told stands nowhere once heirs hear nothing.
DELETE FROM claim_message WHERE report_id IS NULL;
"""

# Of a step: tellers first, so that who is both hears as who told it.
TELLERS = """    INSERT INTO claim_message (claim_id, report_id, step_id, person_id, village, kind)
    SELECT DISTINCT ON (fresh.id, r.teller_phone) fresh.claim_id, r.id, fresh.id, fresh.person_id, fresh.village,
        CASE fresh.to_state WHEN 'reported' THEN 'papers' ELSE fresh.to_state END
    FROM fresh JOIN claim_report r ON r.claim_id = fresh.claim_id AND r.wants_messages
    WHERE fresh"""
EVERYBODY = """    INSERT INTO claim_message (claim_id, report_id, heir_id, step_id, person_id, village, kind)
    SELECT DISTINCT ON (fresh.id, r.dialled) fresh.claim_id, r.report_id, r.heir_id, fresh.id, fresh.person_id, fresh.village,
        CASE fresh.to_state WHEN 'reported' THEN 'papers' ELSE fresh.to_state END
    FROM fresh CROSS JOIN LATERAL (
        SELECT id AS report_id, NULL::bigint AS heir_id, phone_as_dialled(teller_phone) AS dialled
        FROM claim_report WHERE claim_id = fresh.claim_id AND wants_messages
        UNION ALL
        SELECT NULL, id, phone_as_dialled(phone)
        FROM claim_heir WHERE claim_id = fresh.claim_id AND wants_messages AND removed_why = '') AS r
    WHERE fresh"""
ORDER = "    ORDER BY fresh.id, r.teller_phone, r.id;\n"
ORDER_TOO = "    ORDER BY fresh.id, r.dialled, r.report_id, r.heir_id;\n"

# That it was taken in: not once more to a number that heard it, from whichever door it is told again.
TOLD = """    SELECT claim_id, id, person_id, village, 'reported' FROM fresh WHERE wants_messages ORDER BY id;
"""
TOLD_ONCE = """    SELECT claim_id, id, person_id, village, 'reported' FROM fresh WHERE wants_messages
        AND NOT EXISTS (SELECT FROM claim_report r WHERE r.claim_id = fresh.claim_id AND r.wants_messages AND r.id < fresh.id
            AND phone_as_dialled(r.teller_phone) = phone_as_dialled(fresh.teller_phone))
        AND NOT EXISTS (SELECT FROM claim_heir h WHERE h.claim_id = fresh.claim_id AND h.wants_messages AND h.removed_why = ''
            AND phone_as_dialled(h.phone) = phone_as_dialled(fresh.teller_phone))
    ORDER BY id;
"""

HEIRS_GO = "name = 'Dihapus', birth_on = NULL, guardian_name = '',"


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_limits_and_circumstances")]
    operations = [
        migrations.AddField(
            "claimheir", "phone", models.CharField(blank=True, db_default="", default="", max_length=20)
        ),
        migrations.AddField(
            "claimheir",
            "wants_messages",
            models.BooleanField(db_default=False, default=False, help_text="the number was given for messages"),
        ),
        migrations.AddConstraint(
            "claimheir",
            models.CheckConstraint(
                condition=models.Q(("wants_messages", False), models.Q(("phone", ""), _negated=True), _connector="OR"),
                name="heir_hears_on_a_number_that_was_given",
            ),
        ),
        migrations.RemoveConstraint("claimmessage", "message_is_written_once_for_a_step"),
        migrations.AddField(
            "claimmessage",
            "heir",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.claimheir"
            ),
        ),
        migrations.RunSQL(NUMBERS, "DROP FUNCTION phone_as_dialled;"),
        # Undone from the end: messages to heirs go before a report is asked for again.
        migrations.AlterField(
            "claimmessage",
            "report",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.claimreport"
            ),
        ),
        migrations.AddConstraint(
            "claimmessage",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heir", None), ("report__isnull", False)),
                    models.Q(("heir__isnull", False), ("report", None)),
                    _connector="OR",
                ),
                name="message_goes_to_a_teller_or_an_heir",
            ),
        ),
        migrations.AddConstraint(
            "claimmessage",
            models.UniqueConstraint(
                condition=models.Q(("report__isnull", False), ("step__isnull", False), _connector="OR"),
                fields=("report", "heir", "step"),
                name="message_is_written_once_for_a_step",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            "claimmessage",
            models.UniqueConstraint(
                condition=models.Q(("state", "queued"), ("step", None)),
                fields=("heir",),
                name="heir_waits_for_one_first_message",
            ),
        ),
        migrations.RunSQL(HEIRS, UNDO_HEIRS),
        changed("claim_step_writes_its_messages", TELLERS, EVERYBODY),
        changed("claim_step_writes_its_messages", ORDER, ORDER_TOO),
        changed("claim_report_writes_its_message", TOLD, TOLD_ONCE),
        changed("erase_traces", HEIRS_GO, HEIRS_GO + " phone = '', wants_messages = false,"),
    ]
