"""The papers of a claim, and who is left behind."""

import django.db.models.deletion
from django.db import migrations, models

import payung.sealing.field


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_first")]

    operations = [
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
    ]
