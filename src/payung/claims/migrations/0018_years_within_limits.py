"""A school year is approved within what the role of whoever approves it may approve alone, as a claim is."""

from django.db import migrations, models
from django.db.models import F, Q

GRANT = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT UPDATE (limit_idr) ON scholarship_year TO payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_withdrawn")]
    operations = [
        migrations.AddField("scholarshipyear", "limit_idr", models.BigIntegerField(
            null=True, help_text="the most that whoever approved may approve; null without a limit")),
        migrations.AddConstraint("scholarshipyear", models.CheckConstraint(name="school_year_is_within_the_limit",
            condition=Q(limit_idr=None) | Q(amount_idr__lte=F("limit_idr")))),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]  # fmt: skip
