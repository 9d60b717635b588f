"""Letters of claims and their numbers: the next of the year, given with the letter, so that there is no gap."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

changed = import_module("payung.people.migrations.0006_rights_hold").changed

GUARD = """
SELECT protect_by_area('claim_letter'), keep_history('claim_letter'), require_known_villages('claim_letter'),
    let_follow_the_person('claim_letter');

-- A letter tells what was decided or paid for its own claim, and takes the next number of its year, whatever was asked for.
CREATE FUNCTION letter_takes_the_next_number() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claim WHERE id = NEW.claim_id AND person_id = NEW.person_id)
        OR (NEW.decision_id IS NOT NULL AND NOT EXISTS (SELECT FROM claim_decision
            WHERE id = NEW.decision_id AND claim_id = NEW.claim_id AND verdict <> 'returned'))
        OR (NEW.payout_id IS NOT NULL AND NOT EXISTS (SELECT FROM payout
            WHERE id = NEW.payout_id AND claim_id = NEW.claim_id AND state = 'paid')) THEN
        RAISE EXCEPTION 'not so' USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_tells_what_was_done_for_its_claim';
    END IF;
    NEW.year := extract(year FROM NEW.made_at AT TIME ZONE 'Asia/Jakarta');
    NEW.number := next_in_series('letter', NEW.year);
    RETURN NEW;
END $$;
CREATE TRIGGER next_number BEFORE INSERT ON claim_letter FOR EACH ROW EXECUTE FUNCTION letter_takes_the_next_number();
REVOKE EXECUTE ON FUNCTION letter_takes_the_next_number FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON claim_letter FROM payung_app;
    END IF;
END $$;
"""
UNGUARD = """
DROP TRIGGER next_number ON claim_letter; DROP FUNCTION letter_takes_the_next_number;
DROP TRIGGER claim_letter_follows_the_person ON person; SELECT forget_history('claim_letter');
DROP TRIGGER village_of_inserts ON claim_letter; DROP TRIGGER village_of_updates ON claim_letter;
DROP POLICY owner_keeps_everything ON claim_letter; DROP POLICY area_sees_its_own ON claim_letter;
ALTER TABLE claim_letter DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""
# A letter holds no name and no word of its own: what the log kept of it goes, its number stays.
REPORT = "'claim_report', "
IMAGES = "ARRAY['claim', "


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_heirs_by_birth"), ("people", "0008_died_on")]

    operations = [
        migrations.CreateModel(
            name="ClaimLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("kind", models.CharField(max_length=8)),
                ("year", models.IntegerField(db_default=0)),
                ("number", models.IntegerField(db_default=0)),
                ("made_by", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="claims.claim"),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.decision"
                    ),
                ),
                (
                    "payout",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.payout"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.person",
                    ),
                ),
            ],
            options={
                "db_table": "claim_letter",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("receipt", "decision", "payment", "heirs"))),
                        name="letter_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by", ""), _negated=True), name="letter_names_its_maker"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("kind", "decision"), ("payout", None)),
                            models.Q(("decision", None), ("kind", "payment"), ("payout__isnull", False)),
                            models.Q(("decision", None), ("kind__in", ("receipt", "heirs")), ("payout", None)),
                            _connector="OR",
                        ),
                        name="letter_is_about_what_its_kind_says",
                    ),
                    models.UniqueConstraint(
                        fields=("claim", "kind", "decision", "payout"),
                        name="letter_keeps_its_number",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(fields=("year", "number"), name="letter_number_is_given_once"),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
        changed("erase_traces", IMAGES, IMAGES + "'claim_letter', "),
        changed("people_touched", REPORT, REPORT + "'claim_letter', "),
    ]
