"""Scholarships: the children with their schooling, and every school year that is to be paid."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_accident"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="accidentcost",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_why", "")), fields=("proof",), name="paper_proves_one_cost"
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account_holder", ""), ("account_number", ""), ("bank", "")),
                    models.Q(
                        models.Q(("bank", ""), _negated=True),
                        models.Q(("account_number", ""), _negated=True),
                        models.Q(("account_holder", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_account_is_whole",
            ),
        ),
        migrations.CreateModel(
            name="ScholarshipChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(blank=True, default="", help_text="by age where it was not said", max_length=10),
                ),
                ("year", models.PositiveSmallIntegerField(default=1)),
                ("studying", models.BooleanField(default=True)),
                ("married_on", models.DateField(null=True)),
                ("work", models.CharField(default="none", max_length=10)),
                ("wage_work_months", models.PositiveSmallIntegerField(default=0)),
                ("entered_by", models.CharField(max_length=60)),
                ("entered_at", models.DateTimeField()),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
                (
                    "heir",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="claims.claimheir"
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
                "db_table": "scholarship_child",
            },
        ),
        migrations.CreateModel(
            name="ScholarshipYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("due_on", models.DateField()),
                ("level", models.CharField(max_length=10)),
                ("year", models.PositiveSmallIntegerField()),
                ("amount_idr", models.BigIntegerField()),
                ("state", models.CharField(db_default="planned", default="planned", max_length=7)),
                ("checked_by", models.CharField(blank=True, default="", max_length=60)),
                ("checked_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, default="", max_length=60)),
                ("approved_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, default="", max_length=300)),
                (
                    "child",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="claims.scholarshipchild"
                    ),
                ),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="claims.claim")),
                (
                    "payout",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to="claims.payout"),
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
                "db_table": "scholarship_year",
            },
        ),
        migrations.AddConstraint(
            model_name="scholarshipchild",
            constraint=models.UniqueConstraint(fields=("heir",), name="scholarship_child_is_named_once"),
        ),
        migrations.AddConstraint(
            model_name="scholarshipchild",
            constraint=models.UniqueConstraint(
                fields=("claim", "number"), name="scholarship_child_has_a_number_of_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipchild",
            constraint=models.CheckConstraint(
                condition=models.Q(("work__in", ("none", "wage", "bpu", "apprentice"))),
                name="scholarship_child_works_in_a_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipchild",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("wage_work_months__gte", 1), ("work", "wage")),
                    models.Q(models.Q(("work", "wage"), _negated=True), ("wage_work_months", 0)),
                    _connector="OR",
                ),
                name="scholarship_child_works_for_wages_some_months",
            ),
        ),
        migrations.AddIndex(
            model_name="scholarshipyear",
            index=models.Index(
                condition=models.Q(("state", "planned")), fields=["due_on", "id"], name="scholarship_by_due_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("planned", "proven", "refused", "paid", "ended"))),
                name="scholarship_year_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_idr__gte", 1)), name="scholarship_year_is_of_at_least_one_rupiah"
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.UniqueConstraint(fields=("child", "due_on"), name="scholarship_year_is_due_once"),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=("child", "level", "year"),
                name="school_year_is_paid_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.UniqueConstraint(fields=("proof",), name="schooling_paper_proves_one_year"),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("proven", "paid")), _negated=True),
                    models.Q(("checked_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="scholarship_year_is_proven_before_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", ""),
                    models.Q(
                        models.Q(("checked_by", ""), _negated=True),
                        models.Q(("approved_by", models.F("checked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="scholarship_year_is_approved_by_other_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("refused", "ended")), _negated=True),
                    models.Q(("why", ""), _negated=True),
                    _connector="OR",
                ),
                name="scholarship_year_stops_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="scholarshipyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("payout", None), models.Q(("approved_by", ""), _negated=True), _connector="OR"),
                name="scholarship_is_paid_after_an_approval",
            ),
        ),
    ]
