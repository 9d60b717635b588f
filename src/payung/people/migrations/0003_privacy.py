"""Consents, requests about the own data, and workers whose processing is restricted: guarded, watched, never deleted."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

GUARDED = """
CREATE FUNCTION masked_nik(nik text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN left(nik, 4) || '********' || right(nik, 4);

SELECT protect_by_area('consent'), keep_history('consent');
-- Long arrays of numbers hardly shrink: trying to would cost a long list more than writing them.
ALTER TABLE consent ALTER COLUMN people SET STORAGE EXTERNAL;
SELECT protect_by_area('consent_withdrawal'), keep_history('consent_withdrawal');
SELECT protect_by_area('data_request'), keep_history('data_request'), require_known_villages('data_request');

-- Which of these NIKs belong to people whose processing is restricted: asked across areas, so that no other village enrols them.
CREATE FUNCTION restricted_workers(niks text[]) RETURNS SETOF varchar LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT nik FROM person WHERE restricted_at IS NOT NULL AND nik = ANY (niks)
$$;

DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON consent, consent_withdrawal, data_request FROM payung_app;
        GRANT UPDATE (state, done_at, done_by, answer) ON data_request TO payung_app;
    END IF;
END $$;
"""

UNDO = """
DROP FUNCTION restricted_workers, masked_nik;
DROP TRIGGER village_of_inserts ON data_request; DROP TRIGGER village_of_updates ON data_request;
SELECT forget_history('consent'), forget_history('consent_withdrawal'), forget_history('data_request');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_bank_account"),
        ("access", "0003_roles_and_areas"),
        ("regions", "0002_villages_exist"),
    ]
    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("purpose", models.CharField(max_length=16)),
                ("given_on", models.DateField()),
                ("how", models.CharField(max_length=8)),
                ("noted_by", models.CharField(max_length=60)),
                ("people", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                "db_table": "consent",
            },
        ),
        migrations.CreateModel(
            name="ConsentWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("withdrawn_at", models.DateTimeField()),
                ("withdrawn_by", models.CharField(max_length=60)),
                ("why", models.CharField(max_length=300)),
            ],
            options={
                "db_table": "consent_withdrawal",
            },
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("kind", models.CharField(max_length=12)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("asked_how", models.CharField(max_length=300)),
                ("noted_by", models.CharField(max_length=60)),
                ("field", models.CharField(blank=True, default="", max_length=20)),
                ("old_value", models.CharField(blank=True, default="", max_length=300)),
                ("new_value", models.CharField(blank=True, default="", max_length=300)),
                ("state", models.CharField(default="open", max_length=8)),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.CharField(blank=True, default="", max_length=60)),
                ("answer", models.CharField(blank=True, default="", max_length=300)),
            ],
            options={
                "db_table": "data_request",
            },
        ),
        migrations.AddField(
            model_name="person",
            name="restricted_at",
            field=models.DateTimeField(help_text="from when on nothing new is done with the data", null=True),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("restricted_at__isnull", False)),
                fields=["village", "nik", "id"],
                name="person_restricted",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["village"], name="consent_by_village"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ("protection", "health-check"))), name="consent_purpose_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ("form", "list", "letter"))), name="consent_was_given_in_a_known_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("people", []), _negated=True), name="consent_is_of_somebody"
            ),
        ),
        migrations.AddField(
            model_name="consentwithdrawal",
            name="consent",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.consent"),
        ),
        migrations.AddField(
            model_name="consentwithdrawal",
            name="person",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="person",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="consentwithdrawal",
            constraint=models.UniqueConstraint(fields=("consent", "person"), name="consent_is_withdrawn_once"),
        ),
        migrations.AddConstraint(
            model_name="consentwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("withdrawn_by", ""), _negated=True), models.Q(("why", ""), _negated=True)),
                name="consent_is_withdrawn_by_somebody_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="datarequest",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["due_at", "id"], name="data_request_by_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("file", "correction", "restriction", "erasure", "withdrawal"))),
                name="data_request_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "done", "refused"])), name="data_request_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gt", models.F("asked_at"))), name="data_request_is_due_after_it_was_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_how", ""), _negated=True), models.Q(("noted_by", ""), _negated=True)
                ),
                name="data_request_says_how_it_came_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("done_at", None), ("done_by", ""), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("done_at__isnull", False),
                        models.Q(("done_by", ""), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="data_request_is_answered_by_somebody_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "correction"),
                        models.Q(("field", ""), _negated=True),
                        models.Q(("new_value", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("kind", "correction"), _negated=True),
                        ("field", ""),
                        ("new_value", ""),
                        ("old_value", ""),
                    ),
                    _connector="OR",
                ),
                name="data_request_of_a_correction_names_field_and_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("person", "kind", "field"),
                name="data_request_is_open_once",
            ),
        ),
        migrations.RunSQL(GUARDED, UNDO),
    ]
