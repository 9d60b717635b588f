"""Claims: what happened, who told it, and the steps that were taken."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("funding", "0009_benefits_validated"), ("people", "0008_died_on")]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True)),
                ("kind", models.CharField(max_length=8)),
                ("cause", models.CharField(max_length=8)),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("happened_on", models.DateField()),
                (
                    "happened_at",
                    models.CharField(blank=True, default="", help_text="the place, in words", max_length=200),
                ),
                ("story", models.CharField(blank=True, default="", max_length=2000)),
                ("state", models.CharField(db_default="reported", default="reported", max_length=8)),
                ("reported_at", models.DateTimeField()),
                (
                    "complete_on",
                    models.DateField(
                        help_text="when the last paper came; the law's days to pay count from it", null=True
                    ),
                ),
                ("due_on", models.DateField(help_text="the last day to pay without a surcharge", null=True)),
                (
                    "held_why",
                    models.CharField(blank=True, default="", help_text="why nothing is paid for now", max_length=300),
                ),
                (
                    "line",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="funding.fundingline"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"
                    ),
                ),
            ],
            options={
                "db_table": "claim",
            },
        ),
        migrations.CreateModel(
            name="ClaimReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("teller", models.CharField(max_length=8)),
                ("teller_name", models.CharField(max_length=150)),
                ("teller_phone", models.CharField(blank=True, default="", max_length=20)),
                ("said", models.CharField(blank=True, default="", max_length=2000)),
                ("noted_by", models.CharField(max_length=60)),
                ("noted_at", models.DateTimeField()),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
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
                "db_table": "claim_report",
            },
        ),
        migrations.CreateModel(
            name="ClaimStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("from_state", models.CharField(max_length=8)),
                ("to_state", models.CharField(max_length=8)),
                ("why", models.CharField(blank=True, default="", max_length=300)),
                ("by", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
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
                "db_table": "claim_step",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["state", "due_on", "id"], name="claim_by_deadline"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["village", "id"], name="claim_by_village"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("death", "accident"))), name="claim_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause__in", ("natural", "work"))), name="claim_cause_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("reported", "complete", "assessed", "approved", "paid", "refused"))),
                name="claim_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "death"), ("cause", "work"), _connector="OR"),
                name="accident_happens_at_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("complete_on", None), ("due_on", None)),
                    models.Q(
                        ("complete_on__isnull", False),
                        ("due_on__gte", models.F("complete_on")),
                        ("due_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="claim_has_a_clock_once_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "death")), fields=("person",), name="death_is_claimed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "accident")),
                fields=("person", "happened_on"),
                name="accident_is_claimed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("teller__in", ("clerk", "heir", "hospital", "registry"))),
                name="claim_report_teller_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("teller_name", ""), _negated=True), models.Q(("noted_by", ""), _negated=True)
                ),
                name="claim_report_names_its_teller",
            ),
        ),
    ]
