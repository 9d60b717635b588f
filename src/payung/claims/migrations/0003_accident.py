"""Accidents: what was reported and stated, its costs, its months, and the letters by which hospitals treat."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_guarded"),
        ("people", "0008_died_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="follows",
            field=models.OneToOneField(
                help_text="the accident that this death came of",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="claims.claim",
            ),
        ),
        migrations.CreateModel(
            name="TreatmentLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("number", models.CharField(max_length=20, unique=True)),
                ("hospital", models.CharField(max_length=150)),
                ("valid_until", models.DateField(help_text="the last day on which treatment may begin")),
                ("code", models.CharField(max_length=16)),
                ("bank", models.CharField(blank=True, default="", max_length=60)),
                (
                    "account_number",
                    models.CharField(blank=True, default="", help_text="the hospital's, nobody's own", max_length=20),
                ),
                ("account_holder", models.CharField(blank=True, default="", max_length=150)),
                ("issued_by", models.CharField(max_length=60)),
                ("issued_at", models.DateTimeField()),
                ("state", models.CharField(db_default="issued", default="issued", max_length=9)),
                ("used_on", models.DateField(null=True)),
                ("cancelled_why", models.CharField(blank=True, default="", max_length=300)),
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
                "db_table": "treatment_letter",
            },
        ),
        migrations.CreateModel(
            name="AccidentCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("kind", models.CharField(max_length=14)),
                ("amount_idr", models.BigIntegerField()),
                ("spent_on", models.DateField()),
                ("facility", models.CharField(max_length=150)),
                ("entered_by", models.CharField(max_length=60)),
                ("entered_at", models.DateTimeField()),
                ("removed_why", models.CharField(blank=True, default="", max_length=300)),
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
                (
                    "proof",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="claims.claimdocument",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.treatmentletter"
                    ),
                ),
            ],
            options={
                "db_table": "accident_cost",
            },
        ),
        migrations.CreateModel(
            name="Accident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("occurred_at", models.DateTimeField()),
                ("report_until", models.DateTimeField()),
                ("source", models.CharField(help_text="what did it: a machine, a fall, traffic", max_length=200)),
                ("suspected", models.BooleanField(default=False)),
                ("concluded", models.CharField(blank=True, default="", max_length=8)),
                ("concluded_by", models.CharField(blank=True, default="", max_length=60)),
                ("concluded_at", models.DateTimeField(null=True)),
                ("concluded_why", models.CharField(blank=True, default="", max_length=300)),
                ("outcome", models.CharField(blank=True, default="", max_length=9)),
                ("losses", models.JSONField(default=list, help_text="codes of the law's table")),
                ("left_handed", models.BooleanField(default=False)),
                ("doctor_name", models.CharField(blank=True, default="", max_length=150)),
                ("stated_at", models.DateTimeField(null=True)),
                ("outcome_until", models.DateTimeField(null=True)),
                ("outcome_told_at", models.DateTimeField(null=True)),
                ("back_at_work_on", models.DateField(null=True)),
                ("claim", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
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
                "db_table": "accident",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("concluded__in", ("", "accident", "none"))),
                        name="accident_conclusion_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concluded", ""),
                            models.Q(
                                models.Q(("concluded_by", ""), _negated=True),
                                models.Q(("concluded_why", ""), _negated=True),
                                ("concluded_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accident_is_concluded_by_somebody_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("", "recovered", "partial", "total", "death"))),
                        name="accident_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            models.Q(
                                models.Q(("doctor_name", ""), _negated=True),
                                ("outcome_told_at__isnull", False),
                                ("outcome_until__isnull", False),
                                ("stated_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accident_outcome_is_stated_by_a_doctor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stated_at", None), ("stated_at__gte", models.F("occurred_at")), _connector="OR"
                        ),
                        name="accident_outcome_comes_after_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "partial"), models.Q(("losses", []), _negated=True)),
                            models.Q(models.Q(("outcome", "partial"), _negated=True), ("losses", [])),
                            _connector="OR",
                        ),
                        name="accident_partial_loss_names_what_was_lost",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InabilityMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("month", models.DateField()),
                ("entered_by", models.CharField(max_length=60)),
                ("entered_at", models.DateTimeField()),
                ("removed_why", models.CharField(blank=True, default="", max_length=300)),
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
                (
                    "proof",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="claims.claimdocument",
                    ),
                ),
            ],
            options={
                "db_table": "inability_month",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_why", "")),
                        fields=("claim", "month"),
                        name="inability_month_is_counted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="inability_month_begins_on_its_first_day"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="treatmentletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("issued", "used", "cancelled"))), name="letter_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("hospital", ""), _negated=True), name="letter_names_a_hospital"
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "used"), _negated=True), ("used_on__isnull", False), _connector="OR"
                ),
                name="letter_is_used_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("cancelled_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="letter_is_cancelled_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="accidentcost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "transport_land",
                            "transport_sea",
                            "transport_air",
                            "treatment",
                            "homecare",
                            "glasses",
                            "hearing_aid",
                            "dentures",
                            "prosthesis",
                        ),
                    )
                ),
                name="accident_cost_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accidentcost",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_idr__gte", 1)), name="accident_cost_is_of_at_least_one_rupiah"
            ),
        ),
        migrations.AddConstraint(
            model_name="accidentcost",
            constraint=models.CheckConstraint(
                condition=models.Q(("letter", None), ("kind", "treatment"), _connector="OR"),
                name="letter_guarantees_treatment_alone",
            ),
        ),
    ]
