"""Claims: what happened, who told it, papers, family, what was computed and decided, and the money that left."""

import django.db.models.deletion
from django.db import migrations, models

import payung.sealing.field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("funding", "0009_benefits_validated"),
        ("people", "0008_died_on"),
    ]

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
            name="ClaimDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("kind", models.CharField(max_length=20)),
                ("stored_as", models.CharField(max_length=40, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("media", models.CharField(max_length=20)),
                ("size_bytes", models.PositiveIntegerField()),
                ("brought_by", models.CharField(max_length=60)),
                ("brought_at", models.DateTimeField()),
                ("rejected_why", models.CharField(blank=True, default="", max_length=300)),
                ("checked_by", models.CharField(blank=True, default="", max_length=60)),
                ("checked_at", models.DateTimeField(null=True)),
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
                "db_table": "claim_document",
            },
        ),
        migrations.CreateModel(
            name="ClaimHeir",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("relation", models.CharField(max_length=16)),
                ("name", models.CharField(max_length=150)),
                ("birth_on", models.DateField(null=True)),
                ("guardian_name", models.CharField(blank=True, default="", max_length=150)),
                ("bank", models.CharField(blank=True, default="", max_length=60)),
                ("account_number", payung.sealing.field.SealedText(bound_to=("claim_id", "entered_at"), null=True)),
                ("account_holder", payung.sealing.field.SealedText(bound_to=("claim_id", "entered_at"), null=True)),
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
                "db_table": "claim_heir",
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
                    models.Q(("complete_on__isnull", False), ("due_on__gte", models.F("complete_on"))),
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
            model_name="claimdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "card",
                            "id-worker",
                            "id-heir",
                            "death-certificate",
                            "family-card",
                            "heir-statement",
                            "marriage-book",
                            "bank-book",
                            "tax-number",
                            "police-report",
                            "doctor",
                            "treatment-receipt",
                            "transport-receipt",
                            "schooling",
                            "guardian",
                            "court",
                            "other",
                        ),
                    )
                ),
                name="claim_document_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("media__in", ("image/jpeg", "image/png", "application/pdf"))),
                name="claim_document_is_of_a_known_type",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("size_bytes__gte", 1), ("size_bytes__lte", 6291456)),
                name="claim_document_is_not_too_large",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("rejected_why", ""), models.Q(("checked_by", ""), _negated=True), _connector="OR"),
                name="claim_document_is_rejected_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimdocument",
            constraint=models.UniqueConstraint(fields=("claim", "sha256"), name="claim_document_is_brought_once"),
        ),
        migrations.AddConstraint(
            model_name="claimheir",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "relation__in",
                        ("spouse", "child", "parent", "grandparent", "grandchild", "sibling", "parent_in_law", "will"),
                    )
                ),
                name="heir_relation_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimheir",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="heir_has_a_name"),
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
