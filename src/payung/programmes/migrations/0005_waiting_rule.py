"""How the waiting list of a line goes: a lot whose seed is drawn once and published, and how long a freed place is held."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
SELECT protect_numbers('waiting_rule', 'region'), keep_history_at('waiting_rule', 'region', 'line_id');
CREATE POLICY areas_below_see_it ON waiting_rule FOR SELECT USING (region = ANY ((SELECT areas_above())::text[]));
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON waiting_rule FROM payung_app;
        GRANT UPDATE (hold_days) ON waiting_rule TO payung_app;
    END IF;
END $$;
INSERT INTO waiting_rule (line_id, region, seed) SELECT id, region, gen_random_uuid()::text FROM funding_line;

-- The lot of one enrolment: anybody who has the published seed can do it again (sha256sum of "seed:number").
CREATE FUNCTION lot_of(seed text, enrolment bigint) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to(seed || ':' || enrolment, 'UTF8'));
"""
UNDO = """
DROP FUNCTION lot_of;
SELECT forget_history('waiting_rule');
DROP POLICY areas_below_see_it ON waiting_rule;
DROP POLICY owner_keeps_everything ON waiting_rule; DROP POLICY area_sees_its_own ON waiting_rule;
ALTER TABLE waiting_rule DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0004_ledger"),
        ("programmes", "0004_nested_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingRule",
            fields=[
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="funding.fundingline",
                    ),
                ),
                ("region", models.CharField(db_collation="C", help_text="that of the line", max_length=13)),
                ("seed", models.CharField(max_length=100)),
                (
                    "hold_days",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, help_text="0: a freed place is filled at once"
                    ),
                ),
            ],
            options={
                "db_table": "waiting_rule",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seed__regex", "^.{8,}$")), name="waiting_rule_has_a_seed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hold_days__lte", 365)), name="waiting_rule_holds_a_year_at_most"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
