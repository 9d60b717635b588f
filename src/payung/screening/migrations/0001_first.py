"""Results of health events: sealed, seen by their area, never changed or deleted."""

import django.db.models.deletion
from django.db import migrations, models

import payung.sealing.field

FORWARD = """
ALTER TABLE health_result ADD CONSTRAINT health_result_is_sealed CHECK (is_sealed(results));
SELECT protect_by_area('health_result'), keep_history('health_result'), require_known_villages('health_result'),
    let_follow_the_person('health_result');
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON health_result FROM payung_app;
    END IF;
END $$;
"""
UNDO = """
DROP TRIGGER health_result_follows_the_person ON person;
ALTER TABLE health_result DROP CONSTRAINT health_result_is_sealed;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_bank_account"),
    ]

    operations = [
        migrations.CreateModel(
            name="HealthResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("measured_on", models.DateField()),
                ("event", models.CharField(max_length=100)),
                ("results", payung.sealing.field.SealedJson(bound_to=("person_id", "measured_on", "event"))),
                ("entered_by", models.CharField(max_length=60)),
                ("entered_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"),
                ),
            ],
            options={
                "db_table": "health_result",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "measured_on", "event"), name="health_result_is_one_per_person_day_and_event"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event", ""), _negated=True), name="health_result_names_its_event"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
