"""Complaints: what somebody says is wrong, and the steps that were taken."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("claims", "0012_one_file_several_papers"),
        ("people", "0008_died_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(db_default="", help_text="given by the database", max_length=20, unique=True),
                ),
                ("about", models.CharField(max_length=9)),
                (
                    "reference",
                    models.CharField(blank=True, default="", help_text="a card or list, as it was told", max_length=60),
                ),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("teller_name", models.CharField(max_length=150)),
                ("teller_phone", models.CharField(blank=True, default="", max_length=20)),
                ("said", models.CharField(max_length=2000)),
                ("state", models.CharField(db_default="received", default="received", max_length=8)),
                ("received_at", models.DateTimeField()),
                ("received_by", models.CharField(max_length=60)),
                ("due_on", models.DateField()),
                ("owner", models.CharField(blank=True, db_default="", default="", max_length=60)),
                ("answer", models.CharField(blank=True, db_default="", default="", max_length=2000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("reopened_why", models.CharField(blank=True, db_default="", default="", max_length=300)),
                ("claim", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="people.person"
                    ),
                ),
            ],
            options={
                "db_table": "complaint",
            },
        ),
        migrations.CreateModel(
            name="ComplaintStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("from_state", models.CharField(max_length=8)),
                ("to_state", models.CharField(max_length=8)),
                ("said", models.CharField(blank=True, default="", max_length=2000)),
                ("by", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="complaints.complaint"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.person",
                    ),
                ),
            ],
            options={
                "db_table": "complaint_step",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["due_on", "id"], name="complaint_by_day"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["village", "due_on", "id"], name="complaint_by_village"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ("enrolment", "card", "claim", "other"))),
                name="complaint_is_about_something_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("received", "taken", "answered"))), name="complaint_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", ""), _negated=True), name="complaint_says_what_is_wrong"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("teller_name", ""), _negated=True), models.Q(("received_by", ""), _negated=True)
                ),
                name="complaint_names_who_told_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claim", None), models.Q(("about", "claim"), ("person__isnull", False)), _connector="OR"
                ),
                name="complaint_with_a_claim_is_about_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owner", ""), ("state", "received")),
                    models.Q(("state__in", ("taken", "answered")), models.Q(("owner", ""), _negated=True)),
                    _connector="OR",
                ),
                name="complaint_has_an_owner_once_taken",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", False), ("state", "answered"), models.Q(("answer", ""), _negated=True)
                    ),
                    models.Q(("answer", ""), ("answered_at", None), ("state__in", ("received", "taken"))),
                    _connector="OR",
                ),
                name="complaint_is_answered_in_words",
            ),
        ),
    ]
