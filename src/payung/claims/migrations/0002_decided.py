"""What was computed of a claim and decided about it, and the money that leaves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_papers")]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("made_by", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                ("law_digest", models.CharField(max_length=64)),
                ("computed_idr", models.BigIntegerField()),
                ("total_idr", models.BigIntegerField()),
                ("deviates_why", models.CharField(blank=True, default="", max_length=1000)),
                ("answer", models.JSONField(help_text="lines: code, amount_idr, formula, article, evidence")),
                ("shares", models.JSONField(help_text="one a payee: heir, name, amount_idr")),
                ("signals", models.JSONField(default=list)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.person",
                    ),
                ),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
            ],
            options={
                "db_table": "claim_assessment",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("assessed_by", models.CharField(max_length=60)),
                ("verdict", models.CharField(max_length=8)),
                ("by", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=1000)),
                ("article", models.CharField(blank=True, default="", max_length=200)),
                (
                    "assessment",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="claims.assessment"),
                ),
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
                "db_table": "claim_decision",
            },
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("payee", models.CharField(max_length=8)),
                ("payee_name", models.CharField(max_length=150)),
                ("what", models.CharField(max_length=12)),
                ("about", models.CharField(blank=True, default="", max_length=60)),
                ("amount_idr", models.BigIntegerField()),
                ("state", models.CharField(db_default="due", default="due", max_length=6)),
                (
                    "bank_file",
                    models.CharField(
                        blank=True, default="", help_text="digest of the file it was sent in", max_length=64
                    ),
                ),
                ("failed_why", models.CharField(blank=True, default="", max_length=300)),
                ("paid_on", models.DateField(null=True)),
                ("award_entry", models.BigIntegerField(null=True)),
                ("paid_entry", models.BigIntegerField(null=True)),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
                ("decision", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.decision")),
                (
                    "heir",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.claimheir"),
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
                "db_table": "payout",
            },
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("computed_idr__gte", 0), ("total_idr__gte", 0)), name="assessment_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("total_idr", models.F("computed_idr")),
                    models.Q(("deviates_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="assessment_deviates_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                fields=("id", "made_by", "claim"), name="assessment_is_known_with_its_author"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ("approved", "refused", "returned"))),
                name="decision_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by", models.F("assessed_by")), _negated=True), models.Q(("by", ""), _negated=True)
                ),
                name="decision_is_by_other_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict", "approved"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="decision_against_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "approved")), fields=("claim",), name="claim_is_approved_once"
            ),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(
                condition=models.Q(("state", "paid"), _negated=True), fields=["state", "id"], name="payout_not_yet_paid"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(("payee__in", ("heir", "hospital", "worker", "child"))), name="payout_payee_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("due", "sent", "paid", "failed"))), name="payout_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_idr__gte", 1)), name="payout_is_of_at_least_one_rupiah"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("payee", "heir"), _negated=True), ("heir__isnull", False), _connector="OR"
                ),
                name="payout_to_an_heir_names_the_heir",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "paid"), _negated=True), ("paid_on", None)),
                    models.Q(("paid_on__isnull", False), ("state", "paid")),
                    _connector="OR",
                ),
                name="payout_is_paid_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("failed_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="payout_failed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.UniqueConstraint(
                fields=("claim", "what", "about", "payee", "payee_name", "heir"),
                name="payout_is_made_once",
                nulls_distinct=False,
            ),
        ),
    ]
