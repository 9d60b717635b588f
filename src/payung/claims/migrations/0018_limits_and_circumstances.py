"""A school year is approved within what a role may approve alone; what happened at work is told as the law wants it told."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

changed = import_module("payung.people.migrations.0006_rights_hold").changed

OF_A_DISEASE = ("occupation", "service", "last_service", "exposure", "diagnosis")
ALL = ~Q(occupation="") & ~Q(service="") & ~Q(last_service="") & ~Q(exposure="") & ~Q(diagnosis="")

GUARD = """
SELECT protect_by_area('claim_circumstance'), keep_history('claim_circumstance'), require_known_villages('claim_circumstance'),
    let_follow_the_person('claim_circumstance');
CREATE FUNCTION circumstance_is_of_something_at_work() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claim WHERE id = NEW.claim_id AND cause = 'work' AND state = 'reported') THEN
        RAISE EXCEPTION 'not at work' USING ERRCODE = 'check_violation', CONSTRAINT = 'circumstance_is_of_something_at_work';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER at_work BEFORE INSERT ON claim_circumstance FOR EACH ROW EXECUTE FUNCTION circumstance_is_of_something_at_work();
REVOKE EXECUTE ON FUNCTION circumstance_is_of_something_at_work FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON claim_circumstance FROM payung_app;
    END IF;
END $$;
"""
UNGUARD = """
DROP TRIGGER at_work ON claim_circumstance;
DROP FUNCTION circumstance_is_of_something_at_work;
DROP TRIGGER claim_circumstance_follows_the_person ON person; SELECT forget_history('claim_circumstance');
DROP TRIGGER village_of_inserts ON claim_circumstance; DROP TRIGGER village_of_updates ON claim_circumstance;
DROP POLICY owner_keeps_everything ON claim_circumstance; DROP POLICY area_sees_its_own ON claim_circumstance;
ALTER TABLE claim_circumstance DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""
STEP_WORDS = "    UPDATE claim_step SET why = '' WHERE person_id = ANY (people) AND why <> '';\n"
WORDS_GO = """    UPDATE claim_circumstance SET source = '-', at_time = NULL, disease = false, occupation = '', service = '',
        last_service = '', exposure = '', diagnosis = '' WHERE person_id = ANY (people);
"""
WALK = "FOREACH held IN ARRAY ARRAY['claim', "
TOUCHED = "'claim_report', "

GRANT = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT UPDATE (limit_idr) ON scholarship_year TO payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_withdrawn")]
    operations = [
        migrations.AddField("scholarshipyear", "limit_idr", models.BigIntegerField(
            null=True, help_text="the most that whoever approved may approve; null without a limit")),
        migrations.AddConstraint("scholarshipyear", models.CheckConstraint(name="school_year_is_within_the_limit",
            condition=Q(limit_idr=None) | Q(amount_idr__lte=F("limit_idr")))),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
        migrations.CreateModel("ClaimCircumstance", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("village", models.CharField(db_collation="C", max_length=13)),
            ("source", models.CharField(max_length=200)),
            ("at_time", models.TimeField(help_text="by the clock of the place; null: not known", null=True)),
            ("disease", models.BooleanField(default=False)),
            ("occupation", models.CharField(blank=True, default="", max_length=100)),
            ("service", models.CharField(blank=True, default="", help_text="how long at work, in words", max_length=60)),
            ("last_service", models.CharField(blank=True, default="", help_text="how long in the last work", max_length=60)),
            ("exposure", models.CharField(blank=True, default="", max_length=200)),
            ("diagnosis", models.CharField(blank=True, default="", max_length=200)),
            ("noted_by", models.CharField(max_length=60)),
            ("noted_at", models.DateTimeField()),
            ("claim", models.OneToOneField("claims.claim", django.db.models.deletion.PROTECT)),
            ("person", models.ForeignKey("people.person", django.db.models.deletion.PROTECT, db_constraint=False,
                db_index=False)),
        ], options={"db_table": "claim_circumstance"}),
        migrations.AddConstraint("claimcircumstance", models.CheckConstraint(name="circumstance_names_its_source",
            condition=~Q(source="") & ~Q(noted_by=""))),
        migrations.AddConstraint("claimcircumstance", models.CheckConstraint(name="disease_is_told_with_its_work",
            condition=(Q(disease=True) & ALL) | (Q(disease=False) & Q(**dict.fromkeys(OF_A_DISEASE, ""))))),
        migrations.RunSQL(GUARD, UNGUARD),
        changed("erase_traces", STEP_WORDS, STEP_WORDS + WORDS_GO),
        changed("erase_traces", WALK, WALK + "'claim_circumstance', "),
        changed("people_touched", TOUCHED, TOUCHED + "'claim_circumstance', "),
    ]  # fmt: skip
