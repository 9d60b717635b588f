"""An approval stays within what the role of whoever gives it may approve alone."""

from importlib import import_module

from django.db import migrations, models

changed = import_module("payung.people.migrations.0006_rights_hold").changed

WAITS = """            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_is_about_the_last_assessment';
    END IF;
"""
WITHIN = """    IF NEW.verdict = 'approved'
        AND NEW.limit_idr < (SELECT total_idr FROM claim_assessment WHERE id = NEW.assessment_id) THEN
        RAISE EXCEPTION 'above the limit' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_is_within_the_limit';
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_one_file_several_papers")]
    operations = [
        migrations.AddField("decision", "limit_idr", models.BigIntegerField(
            null=True, help_text="the most that whoever decided may approve; null without a limit")),
        changed("decision_is_about_the_last_assessment", WAITS, WAITS + WITHIN),
    ]  # fmt: skip
