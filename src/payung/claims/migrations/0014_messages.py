"""Messages about claims: written by the step that they tell of, to numbers that were given for them, handed over once."""

from importlib import import_module

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

changed = import_module("payung.people.migrations.0006_rights_hold").changed

GUARD = """
SELECT protect_by_area('claim_message'), keep_history('claim_message'), require_known_villages('claim_message'),
    let_follow_the_person('claim_message');

-- Whoever told of a claim and gave a number for it hears that it was taken in, under which number.
CREATE FUNCTION claim_report_writes_its_message() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO claim_message (claim_id, report_id, person_id, village, kind)
    SELECT claim_id, id, person_id, village, 'reported' FROM fresh WHERE wants_messages ORDER BY id;
    RETURN NULL;
END $$;
CREATE TRIGGER writes_message AFTER INSERT ON claim_report REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION claim_report_writes_its_message();

-- And of each step that matters to a family, in the transaction of the step: once for a number, however often it was given.
CREATE FUNCTION claim_step_writes_its_messages() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO claim_message (claim_id, report_id, step_id, person_id, village, kind)
    SELECT DISTINCT ON (fresh.id, r.teller_phone) fresh.claim_id, r.id, fresh.id, fresh.person_id, fresh.village,
        CASE fresh.to_state WHEN 'reported' THEN 'papers' ELSE fresh.to_state END
    FROM fresh JOIN claim_report r ON r.claim_id = fresh.claim_id AND r.wants_messages
    WHERE fresh.to_state IN ('approved', 'refused', 'paid')
        OR (fresh.to_state = 'reported' AND fresh.from_state IN ('complete', 'assessed'))
    ORDER BY fresh.id, r.teller_phone, r.id;
    RETURN NULL;
END $$;
CREATE TRIGGER writes_messages AFTER INSERT ON claim_step REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION claim_step_writes_its_messages();

-- A message ends once, and every try is counted.
CREATE FUNCTION message_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'queued' AND (OLD.state, OLD.tries, OLD.handed_over_at, OLD.failed_why)
        IS DISTINCT FROM (NEW.state, NEW.tries, NEW.handed_over_at, NEW.failed_why) THEN
        RAISE EXCEPTION 'ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'message_ends_once';
    ELSIF NEW.tries NOT IN (OLD.tries, OLD.tries + 1) OR (NEW.state = 'handed-over' AND NEW.tries = OLD.tries
        AND OLD.state = 'queued') THEN
        RAISE EXCEPTION 'uncounted' USING ERRCODE = 'check_violation', CONSTRAINT = 'message_counts_its_tries';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ends BEFORE UPDATE ON claim_message FOR EACH ROW EXECUTE FUNCTION message_ends_once();

-- Messages are stopped when somebody asks for it, never begun without having been asked for.
CREATE FUNCTION messages_are_only_stopped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.wants_messages AND NOT OLD.wants_messages THEN
        RAISE EXCEPTION 'not asked for' USING ERRCODE = 'check_violation', CONSTRAINT = 'messages_are_only_stopped';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_stopped BEFORE UPDATE ON claim_report FOR EACH ROW EXECUTE FUNCTION messages_are_only_stopped();

REVOKE EXECUTE ON FUNCTION claim_report_writes_its_message, claim_step_writes_its_messages, message_ends_once,
    messages_are_only_stopped FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE INSERT, UPDATE, DELETE ON claim_message FROM payung_app;
        GRANT UPDATE (state, tries, next_at, handed_over_at, failed_why) ON claim_message TO payung_app;
        GRANT UPDATE (wants_messages) ON claim_report TO payung_app;
    END IF;
END $$;
"""
UNGUARD = """
DROP TRIGGER only_stopped ON claim_report; DROP TRIGGER ends ON claim_message;
DROP TRIGGER writes_messages ON claim_step; DROP TRIGGER writes_message ON claim_report;
DROP FUNCTION claim_report_writes_its_message, claim_step_writes_its_messages, message_ends_once, messages_are_only_stopped;
DROP TRIGGER claim_message_follows_the_person ON person; SELECT forget_history('claim_message');
DROP TRIGGER village_of_inserts ON claim_message; DROP TRIGGER village_of_updates ON claim_message;
DROP POLICY owner_keeps_everything ON claim_message; DROP POLICY area_sees_its_own ON claim_message;
ALTER TABLE claim_message DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE (wants_messages) ON claim_report FROM payung_app;
    END IF;
END $$;
"""
# With the number goes the wish; a message holds no word of its own.
PHONE = "UPDATE claim_report SET teller_name = '-', teller_phone = '', said = ''"
TOUCHED = "'claim_report', "


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_limits"),
        ("people", "0008_died_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("kind", models.CharField(max_length=8)),
                ("key", models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), unique=True)),
                ("state", models.CharField(db_default="queued", default="queued", max_length=11)),
                ("written_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("tries", models.IntegerField(db_default=0, default=0)),
                ("next_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("handed_over_at", models.DateTimeField(null=True)),
                ("failed_why", models.CharField(blank=True, db_default="", default="", max_length=20)),
            ],
            options={
                "db_table": "claim_message",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="claimreport",
            name="wants_messages",
            field=models.BooleanField(db_default=False, default=False, help_text="the number was given for messages"),
        ),
        migrations.AddConstraint(
            model_name="claimreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wants_messages", False), models.Q(("teller_phone", ""), _negated=True), _connector="OR"
                ),
                name="messages_go_to_a_number_that_was_given",
            ),
        ),
        migrations.AddField(
            model_name="claimmessage",
            name="claim",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.claim"),
        ),
        migrations.AddField(
            model_name="claimmessage",
            name="person",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="claimmessage",
            name="report",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="claims.claimreport"
            ),
        ),
        migrations.AddField(
            model_name="claimmessage",
            name="step",
            field=models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.claimstep"
            ),
        ),
        migrations.AddIndex(
            model_name="claimmessage",
            index=models.Index(
                condition=models.Q(("state", "queued")), fields=["next_at", "id"], name="message_by_next_try"
            ),
        ),
        migrations.AddConstraint(
            model_name="claimmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("reported", "papers", "approved", "refused", "paid"))),
                name="message_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("queued", "handed-over", "given-up"))), name="message_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="claimmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("failed_why", ""), ("handed_over_at__isnull", False), ("state", "handed-over")),
                    models.Q(models.Q(("state", "handed-over"), _negated=True), ("handed_over_at", None)),
                    _connector="OR",
                ),
                name="message_is_handed_over_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "given-up"), _negated=True),
                    ("failed_why__in", ("tried-too-often", "number-refused", "no-number", "too-old")),
                    _connector="OR",
                ),
                name="message_is_given_up_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimmessage",
            constraint=models.UniqueConstraint(
                fields=("report", "step"), name="message_is_written_once_for_a_step", nulls_distinct=False
            ),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
        changed("erase_traces", PHONE, PHONE + ", wants_messages = false"),
        changed("erase_traces", "ARRAY['claim', ", "ARRAY['claim', 'claim_message', "),
        changed("people_touched", TOUCHED, TOUCHED + "'claim_message', "),
    ]
