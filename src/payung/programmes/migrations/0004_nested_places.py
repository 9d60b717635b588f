"""Places at up to four levels, and by which rule they were shared out: a line may drop a level, so its quotas can be dropped."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
SELECT protect_numbers('sharing', 'region'), lines_sum_is_seen('sharing'), keep_history_at('sharing', 'region', 'line_id');
ALTER POLICY line_sees_its_sums ON sharing
    USING (line_id = (SELECT CASE WHEN acting('line') = '' THEN 0 ELSE line_seen() END));
CREATE POLICY areas_below_see_it ON sharing FOR SELECT USING (region = ANY ((SELECT areas_above())::text[]));
-- The program has no right to remove quotas; a line that drops a level does it here, in the own area only.
CREATE FUNCTION drop_quotas(of_line bigint, kept text[]) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE dropped bigint;
BEGIN
    DELETE FROM quota WHERE line_id = of_line AND region <> ALL (kept)
        AND region >= numbers_from() COLLATE "C" AND region < numbers_until() COLLATE "C";
    GET DIAGNOSTICS dropped = ROW_COUNT;
    RETURN dropped;
END $$;
"""
UNDO = """
DROP FUNCTION drop_quotas;
SELECT forget_history('sharing');
DROP POLICY areas_below_see_it ON sharing; DROP POLICY line_sees_its_sums ON sharing;
DROP POLICY owner_keeps_everything ON sharing; DROP POLICY area_sees_its_own ON sharing;
ALTER TABLE sharing DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0002_seen_by_area"),
        ("programmes", "0003_seen_by_area"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sharing",
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
                ("base", models.PositiveIntegerField(null=True)),
                (
                    "up_to",
                    models.PositiveIntegerField(
                        help_text="protected workers, those already covered counted", null=True
                    ),
                ),
                ("method", models.CharField(max_length=20)),
                ("weight", models.CharField(max_length=10)),
            ],
            options={
                "db_table": "sharing",
            },
        ),
        migrations.AddField(
            model_name="quota",
            name="base",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="quota",
            name="extra",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="quota",
            name="kept_taken",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="quota",
            name="weight",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="quota",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("base__isnull", True), ("extra__isnull", True), ("weight__isnull", True)),
                    models.Q(("base__isnull", False), ("extra__isnull", False), ("weight__isnull", False)),
                    _connector="OR",
                ),
                name="quota_tells_its_share_whole_or_not_at_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("base__isnull", True), ("up_to__isnull", False)),
                    models.Q(("base__isnull", False), ("up_to__isnull", True)),
                    _connector="OR",
                ),
                name="sharing_has_one_kind_of_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ("largest-remainder", "sainte-lague"))),
                name="sharing_method_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__in", ("eligible", "uncovered", "proposals"))),
                name="sharing_weight_is_known",
            ),
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
