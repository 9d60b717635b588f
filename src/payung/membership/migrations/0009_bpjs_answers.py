"""What BPJS answers: one row a worker and file, seen by area, never rewritten; a reason goes when the worker is erased."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
SELECT protect_numbers('bpjs_answer_file', 'region'), keep_history_at('bpjs_answer_file', 'region'),
    protect_by_area('bpjs_answer'), require_known_villages('bpjs_answer'),
    keep_history_at('bpjs_answer', 'village', 'id', '{refused_why}');

-- A reason may name what a worker is called or how old: it goes with the worker, that there was a refusal stays.
CREATE FUNCTION forget_why_bpjs_refused() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE bpjs_answer SET refused_why = '-' WHERE person_id = NEW.id AND refused_why <> '-';
    RETURN NULL;
END $$;
CREATE TRIGGER erasure_of_refusals AFTER UPDATE ON person FOR EACH ROW
    WHEN (NEW.erased_on IS NOT NULL AND OLD.erased_on IS NULL) EXECUTE FUNCTION forget_why_bpjs_refused();
REVOKE EXECUTE ON FUNCTION forget_why_bpjs_refused FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON bpjs_answer_file, bpjs_answer FROM payung_app;
    END IF;
END $$;
"""
UNDO = """
DROP TRIGGER erasure_of_refusals ON person;
DROP FUNCTION forget_why_bpjs_refused;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0002_seen_by_area"),
        ("membership", "0008_waiting_in_numbers"),
        ("people", "0007_health_checks_one_by_one"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(db_collation="C", help_text="that of its line", max_length=13)),
                ("month", models.DateField(null=True)),
                ("fingerprint", models.CharField(help_text="of what the file says of whom", max_length=64)),
                ("file_name", models.CharField(max_length=200)),
                ("taken_at", models.DateTimeField()),
                ("taken_by", models.CharField(max_length=60)),
                ("rows", models.IntegerField()),
                ("numbered", models.IntegerField(help_text="with a participant number")),
                ("accepted", models.IntegerField(help_text="taken up, with no number yet")),
                ("refused", models.IntegerField()),
                ("problems", models.IntegerField()),
                ("ignored", models.IntegerField(help_text="rows that say nothing of a worker")),
                (
                    "told",
                    models.JSONField(default=list, help_text="row and code of the first problems; no personal data"),
                ),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="funding.fundingline")),
            ],
            options={
                "db_table": "bpjs_answer_file",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(null=True)),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("outcome", models.CharField(max_length=8)),
                ("refused_why", models.CharField(max_length=200, null=True)),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="funding.fundingline",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="membership.answerfile"
                    ),
                ),
            ],
            options={
                "db_table": "bpjs_answer",
            },
        ),
        migrations.AddConstraint(
            model_name="answerfile",
            constraint=models.UniqueConstraint(
                fields=("line", "month", "fingerprint"), name="bpjs_answer_file_is_taken_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="answerfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows",
                        models.F("numbered")
                        + models.F("accepted")
                        + models.F("refused")
                        + models.F("problems")
                        + models.F("ignored"),
                    )
                ),
                name="bpjs_answer_file_accounts_for_every_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="answerfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("month", None), ("month__day", 1), _connector="OR"),
                name="bpjs_answer_file_is_of_a_whole_month",
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["person", "line", "-id"], name="bpjs_answer_of_a_worker"),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["line", "person", "-id"], name="bpjs_answer_of_a_line"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("file", "person"), name="bpjs_answer_is_one_per_person_and_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("numbered", "accepted", "refused"))),
                name="bpjs_answer_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome", "refused"),
                        ("refused_why__isnull", False),
                        models.Q(("refused_why", ""), _negated=True),
                    ),
                    models.Q(models.Q(("outcome", "refused"), _negated=True), ("refused_why", None)),
                    _connector="OR",
                ),
                name="bpjs_answer_says_why_it_refuses",
            ),
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
